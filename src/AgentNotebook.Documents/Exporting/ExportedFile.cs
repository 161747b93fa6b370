namespace AgentNotebook.Documents.Exporting;

/// <summary>A file that belongs to an exported document.</summary>
/// <param name="Name">Its name in the document's folder of files.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record ExportedFile(string Name, byte[] Bytes);
