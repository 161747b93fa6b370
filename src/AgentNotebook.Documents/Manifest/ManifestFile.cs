namespace AgentNotebook.Documents.Manifest;

/// <summary>A file that cells used.</summary>
/// <param name="Path">Relative to the notebook's folder, with slashes; of a file that lies outside, its name alone.</param>
/// <param name="Kind">What it was used as: input, import, reference, playbook or recording.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
/// <param name="IsOutside">Whether it lies outside the notebook's folder.</param>
public sealed record ManifestFile(string Path, string Kind, long Bytes, string Sha256, bool IsOutside);
