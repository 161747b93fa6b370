using System.Globalization;
using System.Text;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>A program as it goes to a worker: one message, then what its variables and inputs hold, in chunks.</summary>
internal static class ProgramParts
{
    private const long MaximumExchangeBytes = 1L << 30;
    private const int MaximumArtifacts = 1 << 16;

    /// <exception cref="ArgumentException">A name or a limit breaks its rule.</exception>
    internal static void Demand(GuestProgram program, ExecutionLimits limits)
    {
        InRange(limits.InputBytes, MaximumExchangeBytes, nameof(limits.InputBytes));
        InRange(limits.ArtifactBytes, MaximumExchangeBytes, nameof(limits.ArtifactBytes));
        InRange(limits.ArtifactCount, MaximumArtifacts, nameof(limits.ArtifactCount));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in program.Inputs)
        {
            if (ExchangeName.Problem(input.Name) is { } problem)
            {
                throw new ArgumentException($"The input's name '{Cut.Text(input.Name, ExchangeName.MaximumLength)}' {problem}.", nameof(program));
            }

            if (!names.Add(input.Name))
            {
                throw new ArgumentException($"Two inputs have the name '{input.Name}'.", nameof(program));
            }
        }
    }

    /// <summary>Why the inputs are more than the limit allows; <see langword="null"/> when they are not.</summary>
    internal static string? TooLarge(GuestProgram program, ExecutionLimits limits)
    {
        var bytes = program.Inputs.Sum(input => (long)input.Bytes.Length) + program.Variables.Sum(variable => (long)Encoding.UTF8.GetByteCount(variable.Json));
        return bytes <= limits.InputBytes
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The inputs and variables of the run hold {bytes:N0} bytes; the limit is {limits.InputBytes:N0}. Hand in less.");
    }

    internal static byte[] Encode(GuestProgram program, ExecutionLimits limits) =>
        new ProgramMessage(limits.OutputBytesPerStream, limits.ResultBytes, program.HasResult, [.. program.Submissions.Select(Message)])
        {
            ArtifactBytes = limits.ArtifactBytes,
            ArtifactCount = limits.ArtifactCount,
            Declarations = program.Declarations is { } declarations ? Message(declarations) : null,
            CheckCode = program.CheckCode is { } checkCode ? Message(checkCode) : null,
            Variables = [.. program.Variables.Select(variable => new PartMessage(variable.Name, Encoding.UTF8.GetByteCount(variable.Json)))],
            Inputs = [.. program.Inputs.Select(input => new PartMessage(input.Name, input.Bytes.Length))],
            Libraries = program.Libraries,
        }.Encode();

    /// <summary>What follows the message: the variables as JSON, then the inputs, each cut into chunks of its own.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Chunks(GuestProgram program) => program.Variables
        .Select(variable => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(variable.Json))
        .Concat(program.Inputs.Select(input => input.Bytes))
        .SelectMany(Chunks);

    private static IEnumerable<ReadOnlyMemory<byte>> Chunks(ReadOnlyMemory<byte> part)
    {
        for (var rest = part; rest.Length > 0; rest = rest[Math.Min(rest.Length, FrameCaps.ChunkBytes)..])
        {
            yield return rest[..Math.Min(rest.Length, FrameCaps.ChunkBytes)];
        }
    }

    private static SubmissionMessage Message(GuestSubmission submission) => new(submission.Assembly, submission.Symbols, submission.EntryType, submission.EntryMethod);

    private static void InRange(long value, long most, string limit)
    {
        if (value < 0 || value > most)
        {
            throw new ArgumentOutOfRangeException(limit, value, string.Create(CultureInfo.InvariantCulture, $"{limit} is from 0 to {most:N0}."));
        }
    }
}
