namespace AgentNotebook.Archives;

/// <summary>How far an extraction is.</summary>
/// <param name="BytesRead">Bytes of the archive that are behind it.</param>
/// <param name="ArchiveBytes">Bytes of the archive.</param>
readonly partial record struct ExtractionProgress(long BytesRead, long ArchiveBytes);
