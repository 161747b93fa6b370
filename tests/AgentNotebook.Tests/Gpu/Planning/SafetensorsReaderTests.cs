using System.Text;
using AgentNotebook.Gpu.Planning.Headers;
using static AgentNotebook.Tests.Gpu.Planning.SafetensorsFile;

namespace AgentNotebook.Tests.Gpu.Planning;

public sealed class SafetensorsReaderTests : IDisposable
{
    private readonly ScratchModels _scratch = new();

    private string Model => _scratch.File("model.safetensors");

    [Fact]
    public void the_header_gives_names_types_shapes_sizes_and_places_without_the_data()
    {
        Write(Model, [("embed.weight", "BF16", [1000, 64]), ("norm.weight", "F32", [64]), ("mask", "BOOL", [3, 5]), ("scalar", "I64", [])]);
        var model = ModelHeaders.Read(Model);
        Assert.Equal(ModelFormat.Safetensors, model.Format);
        Assert.Equal(
            [("embed.weight", "BF16", 128_000L), ("norm.weight", "F32", 256L), ("mask", "BOOL", 15L), ("scalar", "I64", 8L)],
            model.Tensors.Select(tensor => (tensor.Name, tensor.Type, tensor.Bytes)));
        Assert.Equal([1000, 64], model.Tensors[0].Shape);
        Assert.Equal(128_000, model.Tensors[1].Offset - model.Tensors[0].Offset);
        Assert.Equal(128_279, model.Bytes);
    }

    [Fact]
    public void a_model_of_a_hundred_gigabytes_is_read_from_its_header_alone()
    {
        Write(Model, [("a.weight", "F32", [5_000_000_000]), ("b.weight", "F32", [20_000_000_000])]);
        Assert.Equal(100_000_000_000, ModelHeaders.Read(Model).Bytes);
    }

    [Fact]
    public void types_of_less_than_a_byte_fill_whole_bytes()
    {
        Write(Model, $"{{{Entry("four", "F4", "[3,2]", 0, 3)},{Entry("six", "F6_E2M3", "[4]", 3, 6)}}}", 6);
        Assert.Equal([3, 3], ModelHeaders.Read(Model).Tensors.Select(tensor => tensor.Bytes));
    }

    [Fact]
    public void tensors_that_take_the_same_bytes_share_them()
    {
        Write(Model, $"{{{Entry("a.weight", "F32", "[2]", 0, 8)},{Entry("b.weight", "F32", "[2]", 0, 8)}}}", 8);
        var model = ModelHeaders.Read(Model);
        Assert.Equal(2, model.Tensors.Count);
        Assert.Equal(8, model.Bytes);
    }

    [Fact]
    public void a_tied_tensor_that_was_left_out_is_named_by_the_metadata()
    {
        Write(Model, [("embed.weight", "F16", [10, 4])], ("format", "pt"), ("lm_head.weight", "embed.weight"));
        var model = ModelHeaders.Read(Model);
        Assert.Equal(["embed.weight", "lm_head.weight"], model.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(80, model.Bytes);
    }

    [Fact]
    public void what_the_format_does_not_know_in_an_entry_is_passed_over()
    {
        Write(Model, """{"a":{"more":{"x":[1,{"y":2}]},"dtype":"U8","shape":[2],"data_offsets":[0,2]}}   """, 2);
        Assert.Equal(2, ModelHeaders.Read(Model).Bytes);
    }

    [Fact]
    public void a_text_that_spans_chunks_is_read_whole()
    {
        Write(Model, [("a", "U8", [2])], ("training", new string('x', 300_000)), ("b", "a"));
        Assert.Equal(["a", "b"], ModelHeaders.Read(Model).Tensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void a_header_of_a_terabyte_is_refused_before_it_is_read()
    {
        Write(Model, "{}", statedLength: 1UL << 40);
        var refusal = Refused();
        Assert.Equal(0, refusal.Offset);
        Assert.Contains("1099511627776 bytes", refusal.Message);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps that of 'a'", "b")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}""", 8, "overlaps", "b")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}""", 20, "4 bytes before its data belong to no tensor", "b")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "1 bytes from here to the end", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "it is cut", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "negative", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", 8, "no whole number", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "63 bits", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", 8, "below 2^63", "a")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,8]}}""", 8, "below 2^63", "a")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, "whole bytes", "a")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown element type 'F31'", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "wrong way round", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "takes 8", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 4, "has not all", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", 8, "more than 2 offsets", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "has not all", "a")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "two entries 'dtype'", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "more than 16 dimensions", "a")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "second tensor of this name", "a")]
    [InlineData("""{"":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "no name", "")]
    [InlineData("""{"a":{"dtype":{"x":1},"shape":[2],"data_offsets":[0,8]}}""", 8, "element type", null)]
    [InlineData("""{"a":[1,2]}""", 0, "object of this tensor", null)]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "a text", null)]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "twice", "a")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "twice", "__metadata__")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]""", 8, "no valid JSON", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {}""", 8, "no valid JSON", null)]
    [InlineData("""{"a":nonsense}""", 0, "no valid JSON", null)]
    [InlineData("""{"a":{"x":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}}""", 0, "no valid JSON", null)]
    [InlineData("""{"a\ud800":{}}""", 0, "no valid JSON", null)]
    [InlineData("{}", 0, "no tensors", null)]
    [InlineData("[]", 0, "another byte than '{'", null)]
    public void a_wrong_header_is_refused_with_its_place(string header, long dataBytes, string problem, string? tensor)
    {
        Write(Model, header, dataBytes);
        var refusal = Refused();
        Assert.Contains(problem, refusal.Message);
        Assert.Contains("model.safetensors", refusal.Message);
        Assert.Equal(tensor, refusal.Tensor);
        Assert.True(refusal.Offset is not null || problem == "no tensors", refusal.Message);
    }

    [Fact]
    public void the_place_is_that_of_the_tensor_in_the_file()
    {
        var header = $"{{{Entry("good", "U8", "[4]", 0, 4)},{Entry("bad", "U8", "[5]", 4, 8)}}}";
        Write(Model, header, 8);
        Assert.Equal(8 + header.IndexOf("\"bad\"", StringComparison.Ordinal), Refused().Offset);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(20)]
    public void a_file_that_is_cut_is_refused_where_it_ends(int bytes)
    {
        Write(Model, [("a", "U8", [4])]);
        using (var file = File.OpenWrite(Model))
        {
            file.SetLength(bytes);
        }

        Assert.Equal(bytes, Refused().Offset);
    }

    [Fact]
    public void ten_million_entries_are_refused_at_the_limit_and_never_held()
    {
        const int Entries = 10_000_000;
        var entry = Encoding.UTF8.GetBytes("\"t0000000\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},");
        using (var file = new BufferedStream(File.Create(Model), 1 << 20))
        {
            file.Write(BitConverter.GetBytes(1L + ((long)entry.Length * Entries)));
            file.WriteByte((byte)'{');
            for (var i = 0; i < Entries; i++)
            {
                System.Buffers.Text.Utf8Formatter.TryFormat(i, entry.AsSpan(2, 7), out _, new System.Buffers.StandardFormat('D', 7));
                file.Write(entry);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(Model, new HeaderLimits { HeaderBytes = 1_000_000_000, Tensors = 10_000 }));
        Assert.Contains("10000 tensors", refusal.Message);
        Assert.Equal("t0010000", refusal.Tensor);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 20 << 20);
        Assert.Contains("HeaderBytes", Refused().Message);
    }

    [Fact]
    public void names_and_texts_beyond_their_limits_are_refused()
    {
        Write(Model, [(new string('n', 1025), "U8", [1])]);
        Assert.Contains("NameBytes", Refused().Message);
        Write(Model, [("a", "U8", [1])], ("text", new string('x', 5 << 20)));
        Assert.Contains("TextBytes", Refused().Message);
    }

    [Fact]
    public void a_model_beyond_the_limit_on_its_weights_is_refused()
    {
        Write(Model, [("a", "U8", [600]), ("b", "U8", [600])]);
        var refusal = Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(Model, new HeaderLimits { ModelBytes = 1000 }));
        Assert.Equal("b", refusal.Tensor);
    }

    [Fact]
    public void control_characters_of_a_name_do_not_reach_the_terminal()
    {
        Write(Model, $"{{{Entry("a\u001b[31m", "F99", "[1]", 0, 1)}}}", 1);
        Assert.DoesNotContain('\u001b', Refused().Message);
    }

    public void Dispose() => _scratch.Dispose();

    private ModelHeaderException Refused() => Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(Model));
}
