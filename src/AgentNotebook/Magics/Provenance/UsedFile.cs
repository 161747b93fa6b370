namespace AgentNotebook.Magics.Provenance;

/// <summary>A file that cells of a notebook used.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Kind">What it was used as.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
public sealed record UsedFile(string Path, UsedFileKind Kind, long Bytes, string Sha256);
