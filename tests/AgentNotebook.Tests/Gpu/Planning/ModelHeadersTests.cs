using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Gpu.Planning;

public sealed class ModelHeadersTests : IDisposable
{
    private readonly ScratchModels _scratch = new();

    [Fact]
    public void a_folder_with_an_index_is_read_from_all_its_files()
    {
        Shards("""{"metadata":{"total_size":24},"weight_map":{"a.weight":"model-1.safetensors","b.weight":"model-2.safetensors"}}""");
        var model = ModelHeaders.Read(_scratch.Folder);
        Assert.Equal(["a.weight", "b.weight"], model.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(24, model.Bytes);
        Assert.Equal(2, model.Files.Count);
        Assert.Equal(24, ModelHeaders.Read(_scratch.File("model.safetensors.index.json")).Bytes);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a.weight":"../model-1.safetensors"}}""", "no name of a file beside the index")]
    [InlineData("""{"weight_map":{"a.weight":"/etc/passwd"}}""", "no name of a file beside the index")]
    [InlineData("""{"weight_map":{"a.weight":".."}}""", "no name of a file beside the index")]
    [InlineData("""{"weight_map":{"a.weight":""}}""", "no name of a file beside the index")]
    [InlineData("""{"weight_map":{"a.weight":"model-3.safetensors"}}""", "it is missing")]
    [InlineData("""{"weight_map":{"a.weight":"model-2.safetensors"}}""", "says this tensor is in here")]
    [InlineData("""{"weight_map":{"c.weight":"model-2.safetensors"}}""", "says this tensor is in here")]
    [InlineData("""{"weight_map":{"a.weight":"model-1.safetensors","a.weight":"model-1.safetensors"}}""", "names this tensor twice")]
    [InlineData("""{"weight_map":{},"weight_map":{}}""", "'weight_map' is there twice")]
    [InlineData("""{"weight_map":{"a.weight":1}}""", "a file's name")]
    [InlineData("""{"weight_map":{}}""", "no 'weight_map'")]
    [InlineData("""{"weight_map":""", "no valid JSON")]
    [InlineData("", "it is empty")]
    [InlineData(" ", "no valid JSON")]
    [InlineData("[]", "an object")]
    public void a_wrong_index_is_refused(string index, string problem)
    {
        Shards(index);
        Assert.Contains(problem, Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(_scratch.Folder)).Message);
    }

    [Fact]
    public void a_folder_gives_the_model_that_is_alone_in_it()
    {
        Assert.Contains("holds no .safetensors", Refused());
        SafetensorsFile.Write(_scratch.File("diffusion.safetensors"), [("a", "U8", [3])]);
        Assert.Equal(3, ModelHeaders.Read(_scratch.Folder).Bytes);
        SafetensorsFile.Write(_scratch.File("other.safetensors"), [("a", "U8", [4])]);
        Assert.Contains("diffusion.safetensors, other.safetensors", Refused());
        SafetensorsFile.Write(_scratch.File("model.safetensors"), [("a", "U8", [5])]);
        Assert.Equal(5, ModelHeaders.Read(_scratch.Folder).Bytes);
    }

    [Theory]
    [InlineData("""{"vocab":{"a":[1]},"tie_word_embeddings":true,"x":1}""", true)]
    [InlineData("""{"tie_word_embeddings":false}""", false)]
    [InlineData("""{"text":{"tie_word_embeddings":true}}""", false)]
    [InlineData("""{"limit":Infinity,"tie_word_embeddings":true}""", false)]
    [InlineData("no JSON", false)]
    public void a_head_that_the_configuration_ties_to_the_embedding_is_added(string config, bool tied)
    {
        SafetensorsFile.Write(_scratch.File("model.safetensors"), [("model.embed_tokens.weight", "BF16", [10, 4])]);
        File.WriteAllText(_scratch.File("config.json"), config);
        var model = ModelHeaders.Read(_scratch.Folder);
        Assert.Equal(tied ? ["model.embed_tokens.weight", "lm_head.weight"] : ["model.embed_tokens.weight"], model.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(80, model.Bytes);
        var plan = Models.Plan(model, Models.Card(0, 100));
        Assert.Equal(!tied, plan.Notes.Any(note => note.Contains("--tie lm_head.weight=model.embed_tokens.weight")));
    }

    [Fact]
    public void a_head_that_is_saved_all_the_same_shares_the_embedding_as_it_does_once_loaded()
    {
        SafetensorsFile.Write(_scratch.File("model.safetensors"), [("model.embed_tokens.weight", "BF16", [10, 4]), ("lm_head.weight", "BF16", [10, 4])]);
        File.WriteAllText(_scratch.File("config.json"), """{"tie_word_embeddings":true}""");
        Assert.Equal(80, ModelHeaders.Read(_scratch.Folder).Bytes);
        SafetensorsFile.Write(_scratch.File("model.safetensors"), [("model.embed_tokens.weight", "BF16", [10, 4]), ("lm_head.weight", "BF16", [9, 4])]);
        Assert.Equal(152, ModelHeaders.Read(_scratch.Folder).Bytes);
    }

    [Fact]
    public void what_is_no_model_is_refused_in_words()
    {
        Assert.Contains("no such file or folder", Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(_scratch.File("nothing.gguf"))).Message);
        File.WriteAllText(_scratch.File("pytorch_model.bin"), "x");
        Assert.Contains("converted first", Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(_scratch.File("pytorch_model.bin"))).Message);
    }

    [LinuxFact]
    public void a_pipe_in_the_place_of_a_model_is_refused_without_waiting_for_it()
    {
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [_scratch.File("model.safetensors")]))
        {
            mkfifo.WaitForExit();
        }

        Assert.Contains("no ordinary file", Refused());
    }

    [Fact]
    public void a_limit_out_of_its_range_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelHeaders.Read(_scratch.Folder, new HeaderLimits { Tensors = 0 }));

    public void Dispose() => _scratch.Dispose();

    private string Refused() => Assert.Throws<ModelHeaderException>(() => ModelHeaders.Read(_scratch.Folder)).Message;

    private void Shards(string index)
    {
        SafetensorsFile.Write(_scratch.File("model-1.safetensors"), [("a.weight", "F32", [2])]);
        SafetensorsFile.Write(_scratch.File("model-2.safetensors"), [("b.weight", "F32", [4])]);
        File.WriteAllText(_scratch.File("model.safetensors.index.json"), index);
    }
}
