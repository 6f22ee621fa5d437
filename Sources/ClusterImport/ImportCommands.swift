package import ClusterModel
import TrustRules

/// What an administrator pastes on the publisher so that its log can be imported.
///
/// Tables and columns are those of the product's database dictionary, as far as public programs and
/// documents use them; each query says which of its names were seen where.
package enum ImportCommands {
  private struct Line {
    var command: String
    /// What it answers.
    var purpose: String
    /// Where its names were seen; nil: nowhere, they are not confirmed.
    var source: String?
    /// The release that has what it asks for.
    var isThere: @Sendable (Release) -> Bool = { _ in true }
  }

  /// The commands for a release, with what each is for and how well it is known.
  package static func text(for release: ReleaseName) -> String {
    let table = Release(release)
    var text = """
      # Read-only commands for trustsim import, release \(release.text).
      # Log in to the publisher over SSH, let the terminal program write a log, paste the lines that
      # do not begin with #, and give the log to: trustsim import LOG -o hq.mop
      # They change nothing on the cluster; "set cli pagination off" holds for that login only.
      # [confirmed] names its source; [unconfirmed]: no public source has all of its names.

      """
    for line in lines where line.isThere(table) {
      let mark = line.source.map { "[confirmed] \($0)" } ?? "[unconfirmed]"
      text += "\n" + folded("\(line.purpose). \(mark)") + line.command + "\n"
    }
    text += """

      # Then on every other node that runs TFTP, into the same log or one of its own:
      #   set cli pagination off
      #   show status
      #   show itl
      #   show cert own CallManager
      #   show cert own TVS
      # and on every other node that runs CallManager and no TFTP (its TVS vouches for phones):
      #   set cli pagination off
      #   show status
      #   show cert own CallManager
      #   show cert own TVS
      #
      # Further files that can be named beside the logs:
      # - ITLFile.tlv or CTLFile.tlv as TFTP serves them [confirmed] Cisco 116232, 117598 and 118893
      # - DeviceTLInfo alarms in XML, which say what a phone holds [confirmed] Cisco 214535
      # - phones as the bulk administration tool exports them (All Phone Details), with the columns
      #   Device Name and Device Pool and, where they are, Device Type and Device Security Profile
      #   [confirmed] Cisco Bulk Administration Guide 12.5(1)SU2, Export the Fields for All Phone
      #   Details Option
      # - the list of phones in CSV with the columns Device Name and ITL File Status [unconfirmed];
      #   its words Match, Mismatch, Not Installed, Unknown: Cisco Release Notes 14

      """
    return text
  }

  private static func folded(_ text: String) -> String {
    var lines: [String] = []
    var line = "#"
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > 98 {
        lines.append(line)
        line = "# "
      }
      line += " " + word
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }

  private static let lines: [Line] = platform + database + certificates + lists

  private static let platform: [Line] = [
    Line(
      command: "set cli pagination off", purpose: "So that nothing waits for a key",
      source: "Cisco Command Line Interface Guide"),
    Line(
      command: "show status", purpose: "Which node this is, and what its clock says",
      source: "Cisco Command Line Interface Guide"),
    Line(
      command: "show version active", purpose: "The release",
      source: "Cisco Command Line Interface Guide; its answer: Greenbone, gb_cisco_cucm.nasl"),
    Line(
      command: "show network cluster", purpose: "Nodes, addresses and domains, and the publisher",
      source: "Cisco Changing IP Address and Hostname, Verify the cluster (its answer)"),
  ]

  private static let database: [Line] = [
    Line(
      command: "run sql select name as processnode from processnode",
      purpose: "Nodes as System > Server names them",
      source: "processnode: Cisco database dictionary 9.1(1), OL-28327-01"),
    Line(
      command: "run sql select pns.servername, ts.name as service, pns.isactive from "
        + "processnodeservice as pns inner join typeservice as ts on pns.tkservice = ts.enum "
        + "where ts.name in ('Cisco CallManager', 'Cisco Tftp', "
        + "'Cisco Certificate Authority Proxy Function')",
      purpose: "Services that are activated (isactive was not seen in use; the rest was, in "
        + "github.com/calltelemetry/cisco-cucm-mcp)",
      source: nil),
    Line(
      command: "run sql select cmg.name as cmgroup, pn.name as servername, m.priority from "
        + "callmanagergroup as cmg inner join callmanagergroupmember as m on "
        + "m.fkcallmanagergroup = cmg.pkid inner join callmanager as cm on m.fkcallmanager = "
        + "cm.pkid inner join processnode as pn on cm.fkprocessnode = pn.pkid "
        + "order by cmg.name, m.priority",
      purpose: "CallManager groups, their members in order",
      source: "tables: Cisco database dictionary 8.6(1), OL-24613-01; columns: public programs"),
    Line(
      command: "run sql select paramname, paramvalue from processconfig where paramname in "
        + "('ClusterID', 'ClusterSecurityMode', 'RollBackToPreGrayback')",
      purpose: "Cluster security mode, and Prepare Cluster for Rollback to pre 8.0",
      source: "Cisco 118893, Verify the security mode; ClusterID: not seen in use"),
    Line(
      command: "run sql select dp.name as devicepool, cmg.name as cmgroup, tm.name as model, "
        + "dsm.name as securitymode, count(*) as phones from device as d inner join devicepool as "
        + "dp on d.fkdevicepool = dp.pkid inner join callmanagergroup as cmg on "
        + "dp.fkcallmanagergroup = cmg.pkid inner join typemodel as tm on d.tkmodel = tm.enum "
        + "left join securityprofile as sp on d.fksecurityprofile = sp.pkid left join "
        + "typedevicesecuritymode as dsm on sp.tkdevicesecuritymode = dsm.enum where d.tkclass = 1 "
        + "and d.name like 'SEP%' group by dp.name, cmg.name, tm.name, dsm.name",
      purpose: "Phones, counted by device pool, group, model and security mode",
      source: "tables: Cisco database dictionary 8.6(1), OL-24613-01; columns: public programs"),
    Line(
      command: "run sql select rd.lastknownucm, count(*) as phones from registrationdynamic as rd "
        + "inner join device as d on rd.fkdevice = d.pkid where d.tkclass = 1 "
        + "group by rd.lastknownucm",
      purpose: "Where phones registered last",
      source: "Cisco AXL schema 11.5, RegistrationDynamic; public programs",
      isThere: \.hasRegistrationTable),
  ]

  private static let certificates: [Line] = [
    Line(
      command: "run sql select c.servername, tcs.name as unit, c.serialnumber, c.issuername, "
        + "c.subjectname from certificate as c inner join certificateservicecertificatemap as m on "
        + "c.pkid = m.fkcertificate inner join typecertificateservice as tcs on "
        + "m.tkcertificateservice = tcs.enum",
      purpose: "Certificates of all nodes by unit, as the database has them",
      source: "Cisco 214231, Verify; columns issuername and subjectname: public programs"),
    Line(
      command: "run sql select c.subjectname, c.serialnumber, t.name from certificate as c, "
        + "certificatetrustrolemap as r, typetrustrole as t where c.pkid = r.fkcertificate and "
        + "t.enum = r.tktrustrole",
      purpose: "What TVS takes each certificate for", source: "Cisco 116232, TVS"),
    Line(
      command: "show cert own CallManager", purpose: "Dates of the certificates of this node",
      source: "Cisco Command Line Interface Guide"),
    Line(command: "show cert own TVS", purpose: "The same", source: "as above"),
    Line(command: "show cert own CAPF", purpose: "The same", source: "as above"),
    Line(command: "show cert own tomcat", purpose: "The same", source: "as above"),
    Line(
      command: "show cert own ITLRecovery", purpose: "The same", source: "as above",
      isThere: \.hasITLRecovery),
    Line(
      command: "show cert list own", purpose: "Which of them an authority signed",
      source: "Cisco Command Line Interface Guide"),
    Line(
      command: "show cert list trust", purpose: "The trust units",
      source: "Cisco Command Line Interface Guide"),
  ]

  private static let lists: [Line] = [
    Line(
      command: "show itl", purpose: "The ITL that this node serves",
      source: "Cisco 116232 and 117598, show itl"),
    Line(
      command: "show ctl", purpose: "The CTL, in mixed mode", source: "Cisco 118893, show ctl"),
  ]
}
