namespace AgentNotebook.Archives.Reading;

/// <summary>A part of a sparse file that holds data; what lies between parts is a hole.</summary>
internal readonly record struct SparsePart(long Offset, long Length);
