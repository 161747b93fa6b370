namespace AgentNotebook.Execution.Frames;

/// <summary>An exception as the worker tells it: type, message, frames in guest code (line 0 when unknown), and what caused it.</summary>
internal sealed record ExceptionMessage(string Type, string Message, IReadOnlyList<(string Method, int Line)> Frames, ExceptionMessage? Inner)
{
    internal const int MaximumMessageLength = 4096;
    internal const int MaximumNameLength = 512;
    internal const int MaximumFrames = 64;
    internal const int MaximumDepth = 8;

    /// <summary>What the operating system or the runtime calls the error: a native error code where the exception has one, else its <c>HResult</c>.</summary>
    internal int Code { get; init; }

    /// <summary>The outermost method of the framework the guest was in; empty when the guest threw by itself.</summary>
    internal string Call { get; init; } = "";

    /// <summary>This exception and those that caused it, outermost first.</summary>
    internal IEnumerable<ExceptionMessage> Chain
    {
        get
        {
            for (var link = this; link is not null; link = link.Inner)
            {
                yield return link;
            }
        }
    }

    internal byte[] Encode()
    {
        var writer = new PayloadWriter();
        var chain = Chain.Take(MaximumDepth + 1).ToList();
        writer.Int(chain.Count);
        foreach (var link in chain)
        {
            writer.Text(Cut.Text(link.Type, MaximumNameLength)).Text(Cut.Text(link.Message, MaximumMessageLength))
                .Int(link.Code).Text(Cut.Text(link.Call, MaximumNameLength)).Int(Math.Min(link.Frames.Count, MaximumFrames));
            foreach (var (method, line) in link.Frames.Take(MaximumFrames))
            {
                writer.Text(Cut.Text(method, MaximumNameLength)).Int(line);
            }
        }

        return writer.ToArray();
    }

    internal static ExceptionMessage Decode(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var chain = new ExceptionMessage[reader.Count(MaximumDepth + 1)];
        for (var link = 0; link < chain.Length; link++)
        {
            var (type, message) = (Cut.Text(reader.Text(), MaximumNameLength), Cut.Text(reader.Text(), MaximumMessageLength));
            var (code, call) = (reader.Int(), Cut.Text(reader.Text(), MaximumNameLength));
            var frames = new (string, int)[reader.Count(MaximumFrames)];
            for (var frame = 0; frame < frames.Length; frame++)
            {
                frames[frame] = (Cut.Text(reader.Text(), MaximumNameLength), reader.Int());
            }

            chain[link] = new ExceptionMessage(type, message, frames, null) { Code = code, Call = call };
        }

        reader.End();
        return chain.Reverse().Aggregate(default(ExceptionMessage), (inner, link) => link with { Inner = inner })
            ?? throw new FrameException("a failure without an exception");
    }
}
