using System.Text;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Tests.Messaging;

/// <summary>Signed messages with faults in them, as a front end with a bug would send: read or refused. AGENTNOTEBOOK_FUZZ sets the number of cases.</summary>
public class MessageFuzzTests
{
    private const long FixedBytes = 64 << 10;
    private const long BytesForEach = 200;

    private static readonly int _cases = int.TryParse(Environment.GetEnvironmentVariable("AGENTNOTEBOOK_FUZZ"), out var cases) ? cases : 5_000;

    private static readonly string[] _contents =
    [
        """{"code":"var x = 1;\nx","silent":false,"store_history":true,"user_expressions":{"a":"x"},"allow_stdin":true,"stop_on_error":true}""",
        """{"code":"Console.","cursor_pos":8}""",
        """{"output":false,"raw":true,"hist_access_type":"range","session":0,"start":1,"stop":10,"n":5,"pattern":"*","unique":true}""",
        """{"comm_id":"c","target_name":"t","data":{"nested":[1,2.5e10,null,true,"text é 𝄞 \ud834\udd1e"]}}""",
        "{}",
    ];

    private const string Header = """{"msg_id":"m-1","msg_type":"execute_request","session":"s","username":"u","date":"2026-11-23T08:00:00Z","version":"5.4"}""";

    [Fact]
    public void a_mutated_message_is_read_or_refused_in_bounded_memory()
    {
        var refused = 0;
        for (var seed = 0; seed < _cases; seed++)
        {
            var random = new Random(seed);
            var parts = new[] { Header, Header, "{}", _contents[random.Next(_contents.Length)] }.Select(Encoding.UTF8.GetBytes).ToArray();
            for (var faults = random.Next(1, 4); faults > 0; faults--)
            {
                var which = random.Next(parts.Length);
                parts[which] = Mutate(parts[which], random);
            }

            var frames = Signed.Frames(parts[0], parts[1], parts[2], parts[3]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Touch(Signed.Decoder().Decode(frames));
            }
            catch (MessageException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e}", e);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= FixedBytes + (BytesForEach * parts.Sum(part => part.Length)), $"seed {seed}: {allocated:N0} bytes");
        }

        // Were all refused, or none, the mutations would test nothing.
        Assert.InRange(refused, _cases / 10, _cases * 19 / 20);
    }

    private static void Touch(JupyterMessage message)
    {
        foreach (var name in new[] { "code", "pattern", "comm_id", "target_name", "hist_access_type" })
        {
            Allowed(() => message.Text(name, ""));
            Allowed(() => message.Flag(name, fallback: false));
            Allowed(() => message.Number(name));
        }

        Allowed(() => TextPosition.ToUtf16(message.Text("code", ""), message.Number("cursor_pos") ?? int.MaxValue));
    }

    private static void Allowed<T>(Func<T> read)
    {
        try
        {
            read();
        }
        catch (RequestException)
        {
            // Of another kind than asked for: the front end is told.
        }
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        switch (random.Next(6))
        {
            case 0 when at < bytes.Length:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. Enumerable.Repeat((byte)"[{\"0,"[random.Next(5)], random.Next(1, 400)), .. bytes[at..]];
            case 4:
                var end = random.Next(at, bytes.Length + 1);
                return [.. bytes[..end], .. bytes[at..]];
            default:
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(random.Next(2) == 0 ? "\"" : ":", random.Next(2) == 0 ? "" : "\\ud800", StringComparison.Ordinal));
        }
    }
}
