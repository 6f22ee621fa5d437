import ClusterModel

/// Clusters that have to do with each other, as far as phones go.
extension World {
  /// For each cluster the first of those it is related to, itself included.
  ///
  /// Two are related if some phone may meet both: the databases that know it, the servers of its
  /// site's option 150, whose TVS its configuration names, whose TFTP passes on files of another;
  /// and those related to one that both are related to. What is done to the servers of others
  /// changes nothing for a phone.
  func relatedClusters(_ base: Servers) -> [ClusterID] {
    var first = base.clusters.indices.map(ClusterID.init)
    func root(_ cluster: ClusterID) -> ClusterID {
      var cluster = cluster
      while first[cluster.index] != cluster { cluster = first[cluster.index] }
      return cluster
    }
    func relate(_ one: ClusterID, _ other: ClusterID) {
      let (one, other) = (root(one), root(other))
      if one.index < other.index { first[other.index] = one } else { first[one.index] = other }
    }
    for cohort in phoneSide.cohorts {
      let home = base[cohort.group].cluster
      if let other = cohort.alsoIn { relate(home, base[other].cluster) }
      // Also those it had before: a boot that is under way keeps what it was given.
      for server in serverSide.option150[cohort.site.index].joined() {
        relate(home, base[server.node].cluster)
      }
    }
    for centre in base.centres { relate(centre.centre, centre.home) }
    for kind in phoneSide.kinds.kinds {
      guard let configuration = phoneSide.heldTable[kind.held].configuration else { continue }
      let home = base[phoneSide.cohorts[Int(kind.cohort)].group].cluster
      relate(home, configuration.cluster)
      for server in configuration.servers { relate(home, base[server.node].cluster) }
    }
    return first.indices.map { root(ClusterID($0)) }
  }
}
