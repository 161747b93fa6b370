using System.Text;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Tests.Messaging;

/// <summary>Messages as a front end with the key makes them.</summary>
internal static class Signed
{
    public const string Key = "a-key";

    public static MessageSigner Signer { get; } = new(Key);

    public static MessageDecoder Decoder() => new(Signer, new ReplayGuard(1_000));

    public static IReadOnlyList<ReadOnlyMemory<byte>> Message(string content, string header = """{"msg_id":"m1","msg_type":"execute_request","session":"s"}""", string parent = "{}", string metadata = "{}") =>
        Frames(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(parent), Encoding.UTF8.GetBytes(metadata), Encoding.UTF8.GetBytes(content));

    public static IReadOnlyList<ReadOnlyMemory<byte>> Frames(byte[] header, byte[] parent, byte[] metadata, byte[] content) =>
        ["front end"u8.ToArray(), MessageDecoder.Delimiter, Signer.Sign(header, parent, metadata, content), header, parent, metadata, content];
}
