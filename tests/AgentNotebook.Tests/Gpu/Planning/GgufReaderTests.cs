using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Tests.Gpu.Planning;

public sealed class GgufReaderTests : IDisposable
{
    private const uint F32 = 0;
    private const uint F16 = 1;
    private const uint Q4K = 12;

    private readonly ScratchModels _scratch = new();

    private string Model => _scratch.File("model.gguf");

    [Theory]
    [InlineData(2u)]
    [InlineData(3u)]
    public void the_header_gives_names_types_shapes_sizes_and_places(uint version)
    {
        new GgufFile(3, 4, version)
            .Text("general.architecture").UInt32(8).Text("llama")
            .Text("llama.block_count").UInt32(4).UInt32(2)
            .Text("tokenizer.ggml.tokens").UInt32(9).UInt32(8).UInt64(2).Text("<s>").Text("the")
            .Text("nested").UInt32(9).UInt32(9).UInt64(2).UInt32(5).UInt64(1).UInt32(7).UInt32(7).UInt64(2).Byte(0).Byte(1)
            .Tensor("token_embd.weight", F16, 0, 64, 10)
            .Tensor("blk.0.attn_q.weight", Q4K, 1280, 256, 2)
            .Tensor("output_norm.weight", F32, 1568, 64)
            .Write(Model, 1568 + 256);
        var model = ModelHeaders.Read(Model);
        Assert.Equal(ModelFormat.Gguf, model.Format);
        Assert.Equal(
            [("token_embd.weight", "F16", 1280L), ("blk.0.attn_q.weight", "Q4_K", 288L), ("output_norm.weight", "F32", 256L)],
            model.Tensors.Select(tensor => (tensor.Name, tensor.Type, tensor.Bytes)));
        Assert.Equal(0, model.Tensors[0].Offset % 32);
        Assert.Equal(1280, model.Tensors[1].Offset - model.Tensors[0].Offset);
    }

    [Fact]
    public void the_file_says_on_what_boundary_tensors_lie()
    {
        new GgufFile(1, 1).Text("general.alignment").UInt32(4).UInt32(256).Tensor("a", F32, 0, 4).Write(Model, 16, alignment: 256);
        Assert.Equal(256, ModelHeaders.Read(Model).Tensors[0].Offset);
    }

    [Fact]
    public void the_parts_of_a_split_model_are_read_as_one_whichever_is_named()
    {
        new GgufFile(1, 0).Tensor("a.weight", F32, 0, 4).Write(_scratch.File("m-00001-of-00002.gguf"), 16);
        new GgufFile(1, 0).Tensor("b.weight", F32, 0, 8).Write(_scratch.File("m-00002-of-00002.gguf"), 32);
        Assert.Equal(48, ModelHeaders.Read(_scratch.File("m-00002-of-00002.gguf")).Bytes);
        Assert.Equal(2, ModelHeaders.Read(_scratch.Folder).Files.Count);
        File.Delete(_scratch.File("m-00001-of-00002.gguf"));
        Assert.Contains("m-00001-of-00002.gguf: it is missing", Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(_scratch.Folder)).Message);
    }

    [Fact]
    public void counts_the_file_cannot_hold_are_refused_before_anything_is_kept()
    {
        Refused(new GgufFile(ulong.MaxValue, 0), "18446744073709551615 tensors", 8);
        Refused(new GgufFile(1UL << 40, 0), "1099511627776 tensors", 8);
        Refused(new GgufFile(0, 1UL << 40), "1099511627776 metadata entries", 16);
        Refused(new GgufFile(0, 1).UInt64(1UL << 62).Text("padding"), "bytes of a name", 24);
        Refused(new GgufFile(0, 1).Text("key").UInt32(8).UInt64(1UL << 40), "bytes of a text", 39);
        Refused(new GgufFile(0, 1).Text("key").UInt32(9).UInt32(8).UInt64(1UL << 60), "elements of an array", 43);
        Refused(new GgufFile(0, 1).Text("key").UInt32(9).UInt32(10).UInt64(ulong.MaxValue / 8), "elements of an array", 43);
    }

    [Fact]
    public void what_is_wrong_in_the_metadata_is_refused_with_its_entry()
    {
        Assert.Equal("key", Refused(new GgufFile(0, 1).Text("key").UInt32(99).UInt64(0), "unknown type 99", 35).Tensor);
        Assert.Equal("key", Refused(new GgufFile(0, 1).Text("key").UInt32(7).Byte(2), "neither 0 nor 1", 39).Tensor);
        Assert.Equal("key", Refused(new GgufFile(0, 2).Text("key").UInt32(0).Byte(2).Text("key").UInt32(0).Byte(2), "second metadata entry", 40).Tensor);
        Refused(new GgufFile(0, 1).Text("general.alignment").UInt32(4).UInt32(24), "no alignment", 24);
        Refused(new GgufFile(0, 1).Text("general.alignment").UInt32(4).UInt32(0), "no alignment", 24);
        Refused(new GgufFile(0, 1).Text("general.alignment").UInt32(8).Text("32"), "has the type 8", 24);
    }

    [Fact]
    public void arrays_nested_without_end_are_refused()
    {
        var file = new GgufFile(0, 1).Text("key").UInt32(9);
        for (var depth = 0; depth < 100_000; depth++)
        {
            file.UInt32(9).UInt64(1);
        }

        Assert.Contains("ArrayDepth", Refused(file, "nested deeper than the 4", null).Message);
    }

    [Fact]
    public void what_is_wrong_with_a_tensor_is_refused_with_its_name()
    {
        Tensor(file => file.Tensor("t", 4, 0, 32), "unknown element type 4");
        Tensor(file => file.Tensor("t", F32, 0, 1, 1, 1, 1, 1), "5 dimensions");
        Tensor(file => file.Tensor("t", F32, 0, ulong.MaxValue), "negative or beyond 63 bits");
        Tensor(file => file.Tensor("t", F32, 0, 1UL << 40, 1UL << 40), "below 2^63");
        Tensor(file => file.Tensor("t", F32, 0, 1UL << 62), "below 2^63");
        Tensor(file => file.Tensor("t", Q4K, 0, 128, 2), "blocks of 256");
        Tensor(file => file.Tensor("t", F32, 5, 1), "boundary of 32");
        Tensor(file => file.Tensor("t", F32, 1UL << 50, 1), "it is cut");
        Tensor(file => file.Tensor("t", F32, 0, 1000), "it is cut");

        void Tensor(Func<GgufFile, GgufFile> write, string problem)
        {
            var refusal = Refused(write(new GgufFile(1, 0)), problem, 24);
            Assert.Equal("t", refusal.Tensor);
        }
    }

    [Fact]
    public void tensors_that_overlap_or_have_one_name_are_refused()
    {
        new GgufFile(2, 0).Tensor("a", F32, 0, 16).Tensor("b", F32, 32, 8).Write(Model, 64);
        Assert.Contains("overlaps that of 'a'", Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(Model)).Message);
        new GgufFile(2, 0).Tensor("a", F32, 0, 8).Tensor("a", F32, 32, 8).Write(Model, 64);
        Assert.Contains("second tensor", Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(Model)).Message);
    }

    [Theory]
    [InlineData(1u, "version 1")]
    [InlineData(4u, "version 4")]
    [InlineData(0x0300_0000u, "big-endian")]
    public void other_versions_are_refused_by_name(uint version, string problem) => Refused(new GgufFile(0, 0, version), problem, 4);

    [Fact]
    public void every_place_where_the_file_may_be_cut_is_a_refusal_with_a_place()
    {
        var whole = new GgufFile(1, 2).Text("a").UInt32(9).UInt32(8).UInt64(1).Text("x").Text("b").UInt32(6).UInt32(1).Tensor("t.weight", F16, 0, 8, 2).ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Model, whole[..length]);
            Assert.NotNull(Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(Model)).Offset);
        }
    }

    public void Dispose() => _scratch.Dispose();

    private ModelHeaderException Refused(GgufFile file, string problem, long? offset)
    {
        File.WriteAllBytes(Model, file.ToArray());
        var refusal = Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(Model));
        Assert.Contains(problem, refusal.Message);
        Assert.NotNull(refusal.Offset);
        if (offset is not null)
        {
            Assert.Equal(offset, refusal.Offset);
        }

        return refusal;
    }
}
