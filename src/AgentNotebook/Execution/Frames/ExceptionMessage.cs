namespace AgentNotebook.Execution.Frames;

/// <summary>An exception as the worker tells it: type, message, frames in guest code (line 0 when unknown), and what caused it.</summary>
internal sealed record ExceptionMessage(string Type, string Message, IReadOnlyList<(string Method, int Line)> Frames, ExceptionMessage? Inner)
{
    internal const int MaximumMessageLength = 4096;
    internal const int MaximumNameLength = 512;
    internal const int MaximumFrames = 64;
    internal const int MaximumDepth = 8;

    internal byte[] Encode()
    {
        var writer = new PayloadWriter();
        var chain = new List<ExceptionMessage>();
        for (var link = this; link is not null && chain.Count <= MaximumDepth; link = link.Inner)
        {
            chain.Add(link);
        }

        writer.Int(chain.Count);
        foreach (var link in chain)
        {
            writer.Text(Cut.Text(link.Type, MaximumNameLength)).Text(Cut.Text(link.Message, MaximumMessageLength)).Int(Math.Min(link.Frames.Count, MaximumFrames));
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
        var chain = new (string Type, string Message, (string, int)[] Frames)[reader.Count(MaximumDepth + 1)];
        for (var link = 0; link < chain.Length; link++)
        {
            var (type, message) = (Cut.Text(reader.Text(), MaximumNameLength), Cut.Text(reader.Text(), MaximumMessageLength));
            var frames = new (string, int)[reader.Count(MaximumFrames)];
            for (var frame = 0; frame < frames.Length; frame++)
            {
                frames[frame] = (Cut.Text(reader.Text(), MaximumNameLength), reader.Int());
            }

            chain[link] = (type, message, frames);
        }

        reader.End();
        return chain.Reverse().Aggregate(default(ExceptionMessage), (inner, link) => new ExceptionMessage(link.Type, link.Message, link.Frames, inner))
            ?? throw new FrameException("a failure without an exception");
    }
}
