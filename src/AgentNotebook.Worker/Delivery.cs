using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Everything a run needs, as it came through the pipe: the program, and what its variables and inputs hold.</summary>
internal sealed record Delivery(ProgramMessage Program, IReadOnlyList<(string Name, byte[] Bytes)> Variables, IReadOnlyList<(string Name, byte[] Bytes)> Inputs)
{
    /// <summary>Waits for a program and takes it with all that belongs to it; <see langword="null"/> when the parent closed the pipe first.</summary>
    /// <exception cref="FrameException">What came is no program.</exception>
    internal static Delivery? Read(Stream input)
    {
        var reader = new FrameReader(input, FrameCaps.OfWorker);
        try
        {
            if (Next(reader) is not { Kind: FrameKind.Program } frame)
            {
                return null;
            }

            var program = ProgramMessage.Decode(frame.Payload);
            return new Delivery(program, Fill(program.Variables, reader), Fill(program.Inputs, reader));
        }
        catch (FrameException exception) when (exception.WasCutOff)
        {
            return null;
        }
    }

    private static List<(string, byte[])> Fill(IReadOnlyList<PartMessage> parts, FrameReader reader)
    {
        var filled = new List<(string, byte[])>();
        foreach (var part in parts)
        {
            var bytes = new byte[part.Length];
            for (var at = 0; at < bytes.Length;)
            {
                if (Next(reader) is not { Kind: FrameKind.Part } frame)
                {
                    throw new FrameException($"the end before all of '{part.Name}' was there", wasCutOff: true);
                }

                frame.Payload.Span.CopyTo(bytes.AsSpan(at));
                at += frame.Payload.Length;
            }

            filled.Add((part.Name, bytes));
        }

        return filled;
    }

    private static Frame? Next(FrameReader reader) => reader.ReadAsync().AsTask().GetAwaiter().GetResult();
}
