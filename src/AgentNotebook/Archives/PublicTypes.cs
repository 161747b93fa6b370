namespace AgentNotebook.Archives;

// What is public of the types that the worker is compiled from too. There this file is left out, so that a guest, which shares the
// worker's process, finds none of them among its names.

public sealed partial record ArchiveRefusal;

public static partial class ArchiveRules;

public sealed partial record ExtractedEntry;

public sealed partial record ExtractionLimits;

public readonly partial record struct ExtractionProgress;

public sealed partial record ExtractionReport;

public sealed partial record ExtractionRequest;
