namespace AgentNotebook.Execution;

/// <summary>One link of a <see cref="GuestProgram"/>: an assembly and the method in it to call.</summary>
/// <param name="Assembly">The portable executable image.</param>
/// <param name="Symbols">Its portable PDB; empty when there is none.</param>
/// <param name="EntryType">Full metadata name of the type that holds the entry method.</param>
/// <param name="EntryMethod">Name of the static method, which takes the chain's state array and returns a task of the submission's value.</param>
/// <param name="Check">The check's source when this submission is a check; <see langword="null"/> for the code.</param>
/// <param name="Operands">
/// For a check that compares: the source of its operands. The check then answers with an array of its verdict and their values, so that a failed one can show them.
/// </param>
public sealed record GuestSubmission(
    ReadOnlyMemory<byte> Assembly,
    ReadOnlyMemory<byte> Symbols,
    string EntryType,
    string EntryMethod,
    string? Check,
    IReadOnlyList<string> Operands);
