namespace AgentNotebook.Execution.Frames;

/// <summary>A variable or an input that follows the program: its name, and how many bytes of it to expect.</summary>
internal sealed record PartMessage(string Name, int Length)
{
    internal void Encode(PayloadWriter writer) => writer.Text(Name).Int(Length);

    internal static PartMessage Decode(PayloadReader reader)
    {
        var part = new PartMessage(reader.Text(), reader.Int());
        return part.Length >= 0 ? part : throw new FrameException($"a part of {part.Length} bytes");
    }
}
