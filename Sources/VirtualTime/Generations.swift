/// The current generation of each owner: raising it makes all the owner's tickets void at once,
/// without a search in the queue.
@usableFromInline
package struct Generations: Sendable {
  @usableFromInline var current: [UInt32]

  /// So many owners, all in generation zero.
  package init(count: Int) {
    current = [UInt32](repeating: 0, count: count)
  }

  /// How many owners there are.
  @inlinable package var count: Int { current.count }

  /// The owner's current generation, for its next ticket.
  @inlinable
  package func current(_ owner: UInt32) -> UInt32 { current[Int(owner)] }

  /// The owner's current generation, for its next ticket.
  @inlinable
  package subscript(owner: UInt32) -> UInt32 { current[Int(owner)] }

  /// Voids all the owner's tickets and answers the generation for new ones; it wraps after 2^32.
  @inlinable
  @discardableResult
  package mutating func raise(_ owner: UInt32) -> UInt32 {
    current[Int(owner)] &+= 1
    return current[Int(owner)]
  }

  /// Whether the ticket's owner has raised nothing since it was pushed.
  @inlinable
  package func isLive(_ ticket: Ticket) -> Bool {
    current[Int(ticket.owner)] == ticket.generation
  }
}
