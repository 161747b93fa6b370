using System.Net.Sockets;

namespace AgentNotebook.Archives.Tests.Decoding;

/// <summary>What runs in the worker: the framework is there, and nothing of the library or of a test framework.</summary>
internal static class TestDecoding
{
    internal static Stream Open(string format, Stream archive, Func<string, string, string, Exception> refusal)
    {
        archive.Position = TestDecoder.HeadBytes - 1;
        return (char)archive.ReadByte() switch
        {
            // Decodes.
            't' => new Turned(archive),

            // Refuses, by a rule and by what is none.
            'r' => throw refusal("Encrypted", "It is\nencrypted.", "an\u001bentry"),
            'n' => throw refusal("NoRule", "It is odd.", ""),

            // Fails.
            'f' => throw new InvalidOperationException("a\nfault"),
            'e' => throw new EndOfStreamException(),
            'c' => new Miscounting(),

            // Harms.
            'p' => new MemoryStream(File.ReadAllBytes("/etc/passwd")),
            's' => Reach(),
            'w' => Write(),
            'l' => Loop(),
            'm' => new MemoryStream(Fill()),
            'z' => new Zeros(),
            _ => throw new InvalidDataException($"no {format}"),
        };
    }

    private static MemoryStream Reach()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return new MemoryStream(new byte[1024]);
    }

    private static MemoryStream Write()
    {
        File.WriteAllText("/tmp/agentnb-archives-escaped", "escaped");
        return new MemoryStream(new byte[1024]);
    }

    private static Stream Loop()
    {
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }

    private static byte[] Fill()
    {
        var all = new List<byte[]>();
        while (true)
        {
            all.Add(GC.AllocateUninitializedArray<byte>(16 << 20));
            all[^1].AsSpan().Fill(1);
        }
    }

    private sealed class Turned(Stream archive) : Forward
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = archive.Read(buffer, offset, count);
            for (var index = offset; index < offset + read; index++)
            {
                buffer[index] = (byte)~buffer[index];
            }

            return read;
        }
    }

    private sealed class Miscounting : Forward
    {
        public override int Read(byte[] buffer, int offset, int count) => count + 1;

        // The framework's own would notice.
        public override int Read(Span<byte> buffer) => buffer.Length + 1;
    }

    private sealed class Zeros : Forward
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Clear();
            return count;
        }
    }

    private abstract class Forward : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
