extension ListFileTextError.Problem: CustomStringConvertible {
  /// A sentence for whoever pasted the text.
  package var description: String {
    switch self {
    case .notAListing: "this is neither the text of show itl nor of show ctl"
    case .unrecognised(let line): "no listing has this line: \(line)"
    case .unknownTag(let row): "no row of this part of a listing is numbered and called so: \(row)"
    case .repeatedTag(let name): "\(name) stands here a second time"
    case .missingTag(let name, let record): "\(part(record)) has no \(name)"
    case .notANumber(let text): "a number is expected, not '\(text)'"
    case .notHexadecimal(let text): "bytes in hexadecimal digits are expected, not '\(text)'"
    case .unknownFunction(let text): "no record has the function '\(text)'"
    case .noSingleProof(let record):
      "\(part(record)) must have either a CERTIFICATE or a CERTHASH"
    }
  }
}

extension ListFileDamage.Kind: CustomStringConvertible {
  /// A sentence for whoever pasted the text.
  package var description: String {
    switch self {
    case .noFileLength: "the length of the file is missing"
    case .fileLength(let stated, let sum):
      "the file has \(stated) bytes, but its header and records have \(sum)"
    case .headerLength(let stated, let sum):
      "the header has \(stated) bytes, but its fields make it \(sum)"
    case .recordLength(let record, let stated, let sum):
      "\(part(record)) has \(stated) bytes, but its fields make it \(sum)"
    case .contents(let name, let record, let stated, let shown):
      "\(name) of \(part(record)) has \(stated) bytes, but \(shown) are here"
    case .fixedNumber(let name, let record, let stated, let expected):
      "\(name) of \(part(record)) says \(stated), where every such file says \(expected)"
    case .recordNumber(let stated, let expected):
      "record \(stated) stands here, where record \(expected) is expected"
    case .usedToSign(let record, let stated):
      "\(part(record)) is said \(stated ? "" : "not ")to have signed the file; "
        + "the header says otherwise"
    case .signatureOmitted(let inferred):
      "the header ends before its signature, which by the header's length has \(inferred) bytes"
    case .noVerification: "the last sentence is missing: the text may be cut off"
    case .linesLeftOut: "lines are left out here: what they said is not known"
    case .recordCut(let record): "\(part(record)) is not whole, and is not read"
    }
  }
}

extension ListFileReadError.Problem: CustomStringConvertible {
  /// A sentence for whoever offered the file.
  package var description: String {
    switch self {
    case .endsEarly(let needed, let left): "\(needed) bytes are needed and \(left) are left"
    case .unknownTag(let tag): "no field has the tag \(tag)"
    case .repeatedTag(let tag): "tag \(tag) stands here a second time"
    case .missingTag(let tag): "the field with the tag \(tag) is missing"
    case .wrongLength(let tag, let stated, let expected):
      "the field with the tag \(tag) has \(stated) bytes instead of \(expected)"
    case .wrongSize(let stated, let actual):
      "\(stated) bytes are announced, but the fields make \(actual)"
    case .notText(let tag): "the name with the tag \(tag) is not UTF-8"
    case .noSingleProof: "the record must have either a certificate or a hash"
    }
  }
}

/// What a listing calls the part of this number.
private func part(_ record: Int) -> String { record == 0 ? "the header" : "record \(record)" }
