import TestSupport

/// Two small clusters and acts between them, drawn by a seed: every kind of release, with or
/// without CTL, one of them now and then the centre for the other.
struct RandomMove {
  let head: String
  private var dice: Dice

  private static let releases = [
    "7.1(5)", "8.6(2)", "9.1(2)", "10.5(2)SU3", "11.5(1)SU3", "12.5(1)SU2", "14",
  ]
  private static let modes = ["non-secure", "non-secure", "mixed"]

  init(seed: Int) {
    dice = Dice(seed: UInt64(seed))
    let servers = dice.pick(["ams-pub ams-sub", "ams-sub", "ams-pub", "fra.fra-pub"])
    let known = dice.oneIn(4) ? "  also in fra group Main" : ""
    head = """
      mop 1
      starts 2026-01-10 21:45
      seed \(seed)
      \(dice.oneIn(6) ? "defect CSCti64589" : "")
      cluster ams  release \(dice.pick(Self.releases))  mode \(dice.pick(Self.modes))
        node ams-pub  publisher tftp callmanager  address 10.1.0.1
        node ams-sub  tftp callmanager  address 10.1.0.2
        group Office = ams-sub ams-pub
        group Lobby = ams-pub
        site canal  option150 \(servers)  latency 1ms
        phones 3  model 8861  group Office  site canal\(known)
        phones 3  model 7965  group Lobby  site canal
      cluster fra  release \(dice.pick(Self.releases))  mode \(dice.pick(Self.modes))
        node fra-pub  publisher tftp callmanager  address 10.2.0.1
        group Main = fra-pub
        group Hall = fra-pub


      """
  }

  private static let acts = [
    "GUI@ams: upload CallManager of fra-pub as Phone-SAST-trust, CallManager-trust",
    "GUI@fra: upload CallManager of ams-pub as Phone-SAST-trust",
    "GUI@ams: bulk certificate export sftp moves", "GUI@fra: bulk certificate export sftp moves",
    "GUI@fra: bulk certificate consolidate sftp moves",
    "GUI@ams: bulk certificate import sftp moves", "GUI@fra: bulk certificate import sftp moves",
    "ams-pub> utils service restart Cisco Trust Verification Service",
    "ams-sub> utils service restart Cisco Trust Verification Service",
    "fra-pub> utils service restart Cisco Trust Verification Service",
    "GUI@fra: move phones of model 8861 to group Main",
    "GUI@fra: move phones of model 7965 to group Hall",
    "GUI@ams: move phones of model 8861 to group Lobby",
    "DHCP: option 150 of site canal = fra-pub", "DHCP: option 150 of site canal = ams-pub",
    "DHCP: option 150 of site canal = ams-sub fra-pub", "ams-pub> set cert regen CallManager",
    "fra-pub> set cert regen CallManager", "fra-pub> set cert regen TVS",
    "GUI@ams: parameter rollback True", "GUI@fra: parameter rollback True",
    "ams-pub> utils service restart Cisco Tftp", "fra-pub> utils service restart Cisco Tftp",
    "ams-pub> utils service stop Cisco Tftp", "fra-pub> utils system shutdown",
  ]

  /// Bulk certificate management as it should be, and phones inserted.
  static let exchange = """
    +1m GUI@ams: bulk certificate export sftp moves
    +1m GUI@fra: bulk certificate export sftp moves
    +1m GUI@fra: bulk certificate consolidate sftp moves
    +1m GUI@ams: bulk certificate import sftp moves
    +1m GUI@fra: bulk certificate import sftp moves
    +1m ams-pub> utils service restart Cisco Trust Verification Service
    +1m ams-sub> utils service restart Cisco Trust Verification Service
    +1m fra-pub> utils service restart Cisco Trust Verification Service
    +1m GUI@fra: move phones to group Main

    """

  mutating func act() -> String { dice.pick(Self.acts) }
}
