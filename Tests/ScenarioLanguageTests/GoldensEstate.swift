import ScenarioLanguage

// What each mistake of an explanation is answered with.

let goldensEstate: [(DiagnosticCode, String)] = [
  (
    .badBandwidth,
    #"""
    hq.mop:9:41: error[E038]: 2MB is not a bandwidth
       9 |   site branch  option150 pub  bandwidth 2MB
         |                                         ^^^
         = expected: bits a second such as 512kbit, 2Mbit, 1.5Mbit or 1Gbit
    """#
  ),
  (
    .unknownWord,
    #"""
    hq.mop:11:21: error[E039]: CallManger is no certificate unit
      11 | pub> set cert regen CallManger
         |                     ^^^^^^^^^^
         = expected: CallManager, CallManager-ECDSA, TVS, CAPF, ITLRecovery, tomcat,
                     tomcat-ECDSA, ipsec or authz
         = did you mean: CallManager
    """#
  ),
  (
    .keywordAsName,
    #"""
    hq.mop:9:9: error[E040]: all is a keyword and cannot be a group's name
       9 |   group all = pub
         |         ^^^
         = expected: a group's name
         = did you mean: "all"
    """#
  ),
  (
    .badName,
    #"""
    hq.mop:9:9: error[E041]: Lobby/1 cannot be a group's name unless it is quoted
       9 |   group Lobby/1 = pub
         |         ^^^^^^^
         = expected: letters, digits, _ and -; a dot parts the cluster from the name
         = did you mean: "Lobby/1"
    """#
  ),
  (
    .repeatedKey,
    #"""
    hq.mop:9:44: error[E042]: latency stands on this line already
       9 |   site branch  option150 pub  latency 1ms  latency 2ms
         |                                            ^^^^^^^
         = expected: latency once
    """#
  ),
  (
    .missingKey,
    #"""
    hq.mop:9:40: error[E043]: the phones have no model
       9 |   phones 10  group Default  site campus
         |                                        ^
         = expected: model M
    """#
  ),
  (
    .conflictingKeys,
    #"""
    hq.mop:9:25: error[E044]: host can belong to one node only, and this line makes several
       9 |   node sub2 sub3  tftp  host cucm-sub2
         |                         ^^^^
         = expected: a line of its own for this node
    """#
  ),
  (
    .unfilledValue,
    #"""
    hq.mop:9:39: error[E045]: a value that must be filled in before the scenario can run
       9 |   site branch  option150 pub  latency ?
         |                                       ^
         = expected: a latency
    """#
  ),
  (
    .unknownName,
    #"""
    hq.mop:11:1: error[E050]: no node is called pbu
      11 | pbu> show itl
         | ^^^
         = expected: a node
         = did you mean: pub
    """#
  ),
  (
    .duplicateName,
    #"""
    hq.mop:9:8: error[E051]: cluster hq has a node sub1 already
       9 |   node sub1  tftp
         |        ^^^^
         = expected: a name that is new in its cluster
    """#
  ),
  (
    .ambiguousName,
    #"""
    hq.mop:9:1: error[E052]: more than one cluster has a node pub
       9 | pub> show itl
         | ^^^
         = expected: the node with its cluster
         = did you mean: a.pub or b.pub
    """#
  ),
  (
    .otherCluster,
    #"""
    hq.mop:7:19: error[E053]: node pub-a belongs to cluster a
       7 |   group Default = pub-a
         |                   ^^^^^
         = expected: a node of cluster b
    """#
  ),
  (
    .badRange,
    #"""
    hq.mop:9:8: error[E054]: sub6..sub2 does not count upwards from sub6 to sub2
       9 |   node sub6..sub2  tftp
         |        ^^^^^^^^^^
         = expected: a range such as sub1..sub6
    """#
  ),
  (
    .missingPublisher,
    #"""
    hq.mop:3:1: error[E060]: no node of cluster hq is the publisher
       3 | cluster hq  release 14  mode non-secure
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: publisher on one of its node lines
    """#
  ),
  (
    .severalPublishers,
    #"""
    hq.mop:9:3: error[E061]: cluster hq has a publisher already: pub
       9 |   node sub2  publisher tftp
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: one publisher a cluster
    """#
  ),
  (
    .groupSize,
    #"""
    hq.mop:11:21: error[E062]: a group without nodes
      11 | GUI: group Default =
         |                     ^
         = expected: one to three nodes
    """#
  ),
  (
    .repeatedMember,
    #"""
    hq.mop:9:21: error[E063]: pub stands in this list already
       9 |   group Lobby = pub pub
         |                     ^^^
         = expected: each node once
    """#
  ),
  (
    .noTFTP,
    #"""
    hq.mop:10:26: error[E064]: node sub2 does not run TFTP and can serve no phone
      10 |   site branch  option150 sub2
         |                          ^^^^
         = expected: nodes with tftp on their line
    """#
  ),
  (
    .phonesWithoutGroups,
    #"""
    hq.mop:5:3: error[E065]: cluster hq has phones, but no group
       5 |   phones 10  model 8861
         |   ^^^^^^^^^^^^^^^^^^^^^
         = expected: group NAME = NODE… under the cluster
    """#
  ),
  (
    .badPhoneName,
    #"""
    hq.mop:9:20: error[E066]: SEP00A1 cannot begin the names of phones
       9 |   phones 10  named SEP00A1  model 8861  group Default  site campus
         |                    ^^^^^^^
         = expected: one to eleven hexadecimal digits, or all twelve of one phone
         = did you mean: 00A1
    """#
  ),
  (
    .phoneNamesOverlap,
    #"""
    hq.mop:9:3: error[E067]: SEP020000000001 is the name of two phones; the other is on line 8
       9 |   phones 10  named 02  model 8861  group Default  site campus
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: names that no other phone has
    """#
  ),
  (
    .phoneNamesExhausted,
    #"""
    hq.mop:9:3: error[E068]: 300 more phones do not fit into the digits behind 0300000000
       9 |   phones 300  named 0300000000  model 8861  group Default  site campus
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: a shorter prefix, or fewer phones
    """#
  ),
  (
    .emptySelection,
    #"""
    hq.mop:11:19: error[E069]: this selects no phone
      11 | GUI: reset phones of model 7970
         |                   ^^^^^^^^^^^^^
         = expected: phones that the file has
    """#
  ),
  (
    .tableHeader,
    #"""
    tables/header.csv:1:1: error[E070]: no column is called name;model;group
       1 | name;model;group
         | ^^^^^^^^^^^^^^^^
         = expected: a first row with the columns
                     name,model,firmware,group,site,security,encrypted-config,settings,lsc,\#
    web-access,also-in
    """#
  ),
  (
    .tableRow,
    #"""
    tables/row.csv:2:1: error[E071]: the row has 2 cells
       2 | SEP0300000000A1,8861
         | ^^^^^^^^^^^^^^^^^^^^
         = expected: 4 cells, as in the first row
    """#
  ),
]
