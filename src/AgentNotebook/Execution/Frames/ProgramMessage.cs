namespace AgentNotebook.Execution.Frames;

/// <summary>The program a worker is to run: the code, then its checks. What its variables and inputs hold follows in <see cref="FrameKind.Part"/> frames.</summary>
internal sealed record ProgramMessage(int OutputBytes, int ResultBytes, bool HasResult, IReadOnlyList<SubmissionMessage> Submissions)
{
    private const int MaximumEntries = 1 << 16;

    /// <summary>What all artifacts together may hold.</summary>
    internal long ArtifactBytes { get; init; }

    internal int ArtifactCount { get; init; }

    /// <summary>The submission before the code that declares the variables; <see langword="null"/> when there are none.</summary>
    internal SubmissionMessage? Declarations { get; init; }

    /// <summary>The submission after the code that declares what the checks use; <see langword="null"/> when they use nothing.</summary>
    internal SubmissionMessage? CheckCode { get; init; }

    /// <summary>The variables; their parts are UTF-8 JSON.</summary>
    internal IReadOnlyList<PartMessage> Variables { get; init; } = [];

    internal IReadOnlyList<PartMessage> Inputs { get; init; } = [];

    /// <summary>Images of assemblies the code refers to.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Libraries { get; init; } = [];

    internal byte[] Encode()
    {
        var writer = new PayloadWriter().Int(OutputBytes).Int(ResultBytes).Bool(HasResult).Long(ArtifactBytes).Int(ArtifactCount);
        writer.Bool(Declarations is not null);
        Declarations?.Encode(writer);
        writer.Bool(CheckCode is not null);
        CheckCode?.Encode(writer);
        Each(Submissions, submission => submission.Encode(writer));
        Each(Variables, part => part.Encode(writer));
        Each(Inputs, part => part.Encode(writer));
        Each(Libraries, library => writer.Bytes(library.Span));
        return writer.ToArray();

        void Each<T>(IReadOnlyList<T> items, Action<T> encode)
        {
            writer.Int(items.Count);
            foreach (var item in items)
            {
                encode(item);
            }
        }
    }

    internal static ProgramMessage Decode(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var (output, result, hasResult, artifactBytes, artifactCount) = (reader.Int(), reader.Int(), reader.Bool(), reader.Long(), reader.Int());
        var declarations = reader.Bool() ? SubmissionMessage.Decode(reader) : null;
        var checkCode = reader.Bool() ? SubmissionMessage.Decode(reader) : null;
        var message = new ProgramMessage(output, result, hasResult, Each(() => SubmissionMessage.Decode(reader)))
        {
            ArtifactBytes = artifactBytes,
            ArtifactCount = artifactCount,
            Declarations = declarations,
            CheckCode = checkCode,
            Variables = Each(() => PartMessage.Decode(reader)),
            Inputs = Each(() => PartMessage.Decode(reader)),
            Libraries = Each(reader.Bytes),
        };
        reader.End();
        return message;

        T[] Each<T>(Func<T> decode)
        {
            var items = new T[reader.Count(MaximumEntries)];
            for (var index = 0; index < items.Length; index++)
            {
                items[index] = decode();
            }

            return items;
        }
    }
}
