namespace AgentNotebook.Execution.Frames;

/// <summary>What a worker says before its guest: which steps it took, and what it tried afterwards.</summary>
/// <param name="Version">The protocol it speaks.</param>
/// <param name="Level">The level it was told to reach.</param>
/// <param name="Profile">The profile it was told to keep.</param>
/// <param name="Steps">Each step of its lock with the error number it gave; 0 when it worked.</param>
/// <param name="Canaries">Each forbidden thing it then tried with the error number it met; 0 when it got through.</param>
internal sealed record ReadyMessage(int Version, SandboxLevel Level, SandboxProfile Profile, IReadOnlyList<(string Name, int Error)> Steps, IReadOnlyList<(string Name, int Error)> Canaries)
{
    internal const int ProtocolVersion = 2;

    private const int MaximumEntries = 64;
    private const int MaximumNameLength = 64;

    internal byte[] Encode()
    {
        var writer = new PayloadWriter().Int(Version).Int((int)Level).Int((int)Profile);
        Write(writer, Steps);
        Write(writer, Canaries);
        return writer.ToArray();
    }

    internal static ReadyMessage Decode(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var message = new ReadyMessage(reader.Int(), (SandboxLevel)reader.Int(), (SandboxProfile)reader.Int(), Read(reader), Read(reader));
        reader.End();
        return message;
    }

    private static void Write(PayloadWriter writer, IReadOnlyList<(string Name, int Error)> entries)
    {
        writer.Int(entries.Count);
        foreach (var (name, error) in entries)
        {
            writer.Text(name).Int(error);
        }
    }

    private static (string, int)[] Read(PayloadReader reader)
    {
        var entries = new (string, int)[reader.Count(MaximumEntries)];
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index] = (Cut.Text(reader.Text(), MaximumNameLength), reader.Int());
        }

        return entries;
    }
}
