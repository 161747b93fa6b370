using System.Buffers.Binary;

namespace AgentNotebook.Execution.Frames;

/// <summary>The payloads of the three frames an artifact travels in. Each begins with the artifact's number, so that several can be under way.</summary>
internal static class ArtifactMessage
{
    /// <summary>Bytes of the number before those of a chunk.</summary>
    internal const int ChunkHeaderBytes = sizeof(int);

    internal static byte[] Begin(int number, string name) => new PayloadWriter().Int(number).Text(name).ToArray();

    internal static void BeginChunk(Span<byte> chunk, int number) => BinaryPrimitives.WriteInt32LittleEndian(chunk, number);

    internal static byte[] End(int number, bool isComplete) => new PayloadWriter().Int(number).Bool(isComplete).ToArray();

    internal static (int Number, string Name) DecodeBegin(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var begin = (reader.Int(), reader.Text());
        reader.End();
        return begin;
    }

    internal static (int Number, ReadOnlyMemory<byte> Bytes) DecodeChunk(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        return (reader.Int(), reader.Rest());
    }

    internal static (int Number, bool IsComplete) DecodeEnd(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var end = (reader.Int(), reader.Bool());
        reader.End();
        return end;
    }
}
