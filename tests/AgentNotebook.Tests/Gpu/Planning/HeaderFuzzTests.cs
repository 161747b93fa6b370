using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>Valid files with faults in them: each is read or refused with its place, within bounds. AGENTNOTEBOOK_FUZZ sets the number of cases.</summary>
public sealed class HeaderFuzzTests : IDisposable
{
    private const long MostBytes = 8 << 20;

    private static readonly int _cases = int.TryParse(Environment.GetEnvironmentVariable("AGENTNOTEBOOK_FUZZ"), out var cases) ? cases : 3000;

    private readonly ScratchModels _scratch = new();

    [Fact]
    public void a_safetensors_file_with_faults_is_read_or_refused_with_its_place()
    {
        var file = SafetensorsFile.Write(
            _scratch.File("model.safetensors"),
            [("model.embed_tokens.weight", "BF16", [10, 4]), ("model.layers.0.mlp.weight", "F32", [4, 4]), ("model.layers.0.mask", "BOOL", [3]), ("norm", "F16", [])],
            ("format", "pt"),
            ("lm_head.weight", "model.embed_tokens.weight"));
        Mutate(file);
    }

    [Fact]
    public void a_gguf_file_with_faults_is_read_or_refused_with_its_place()
    {
        var file = new GgufFile(2, 4)
            .Text("general.alignment").UInt32(4).UInt32(64)
            .Text("tokens").UInt32(9).UInt32(8).UInt64(3).Text("a").Text("bc").Text("def")
            .Text("nested").UInt32(9).UInt32(9).UInt64(1).UInt32(5).UInt64(2).UInt32(7).UInt32(7)
            .Text("flag").UInt32(7).Byte(1)
            .Tensor("token_embd.weight", 1, 0, 32, 2)
            .Tensor("blk.0.attn_q.weight", 12, 128, 256, 2)
            .Write(_scratch.File("model.gguf"), 128 + 288, alignment: 64);
        Mutate(file);
    }

    [Fact]
    public void an_index_with_faults_is_read_or_refused()
    {
        SafetensorsFile.Write(_scratch.File("model-1.safetensors"), [("a.weight", "F32", [2])]);
        var file = _scratch.File("model.safetensors.index.json");
        File.WriteAllText(file, """{"metadata":{"total_size":8},"weight_map":{"a.weight":"model-1.safetensors"}}""");
        Mutate(file, placed: false);
    }

    public void Dispose() => _scratch.Dispose();

    private static void Mutate(string file, bool placed = true)
    {
        var whole = File.ReadAllBytes(file);
        var random = new Random(20_261_126);
        var refused = 0;
        for (var i = 0; i < _cases; i++)
        {
            var bytes = Fault(whole, random);
            File.WriteAllBytes(file, bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                _ = ModelHeaders.Read(file);
            }
            catch (ModelHeaderException refusal)
            {
                refused++;
                Assert.True(!placed || refusal.Offset is >= 0 || refusal.Message.EndsWith("it holds no tensors.", StringComparison.Ordinal), refusal.Message);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }

        // Most faults break something; if none did, nothing would have been tried.
        Assert.InRange(refused, _cases / 4, _cases);
    }

    private static byte[] Fault(byte[] whole, Random random)
    {
        var bytes = whole.ToArray();
        for (var faults = random.Next(1, 4); faults > 0; faults--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes = bytes[..Math.Max(1, at)];
                    break;
                case 3:
                    bytes = [.. bytes[..at], .. bytes.AsSpan(random.Next(bytes.Length)), .. bytes[at..]];
                    break;
                default:
                    bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                    break;
            }
        }

        return bytes;
    }
}
