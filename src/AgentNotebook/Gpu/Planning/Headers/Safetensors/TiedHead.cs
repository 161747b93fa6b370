using System.Text.Json;

namespace AgentNotebook.Gpu.Planning.Headers.Safetensors;

/// <summary>The head of a language model that uses the embedding's weights: transformers leaves it out of the files and says so in the model's configuration.</summary>
internal static class TiedHead
{
    private const string Config = "config.json";
    private const string Key = "tie_word_embeddings";
    private const string Head = "lm_head.weight";
    private const long MostBytes = 10 << 20;

    private static readonly string[] _embeddings = ["embed_tokens.weight", "wte.weight", "word_embeddings.weight"];

    /// <summary>The tensors, the head sharing the embedding's data where the configuration beside the file says so; it is added when it was left out.</summary>
    public static IReadOnlyList<TensorHeader> Add(string file, IReadOnlyList<TensorHeader> tensors, HeaderLimits limits)
    {
        if (Embedding(tensors) is not { } embedding)
        {
            return tensors;
        }

        var head = tensors.FirstOrDefault(tensor => tensor.Name == Head);
        var fits = head is null ? !tensors.Any(IsHead) : head.Type == embedding.Type && head.Shape.SequenceEqual(embedding.Shape);
        return fits && IsTied(Path.Combine(Path.GetDirectoryName(file)!, Config), limits)
            ? [.. tensors.Where(tensor => tensor != head), embedding with { Name = Head }]
            : tensors;
    }

    /// <summary>The embedding that a missing head may be tied to; <see langword="null"/> when there is a head, or when there is not exactly one embedding.</summary>
    public static TensorHeader? OfMissing(IReadOnlyList<TensorHeader> tensors) => tensors.Any(IsHead) ? null : Embedding(tensors);

    private static bool IsHead(TensorHeader tensor) =>
        tensor.Name.Contains("head.", StringComparison.Ordinal) || tensor.Name.StartsWith("output.", StringComparison.Ordinal);

    private static TensorHeader? Embedding(IReadOnlyList<TensorHeader> tensors)
    {
        var found = tensors.Where(tensor => _embeddings.Any(name => tensor.Name == name || tensor.Name.EndsWith("." + name, StringComparison.Ordinal))).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static bool IsTied(string config, HeaderLimits limits)
    {
        var length = File.Exists(config) ? new FileInfo(config).Length : 0;
        if (length is 0 or > MostBytes)
        {
            return false;
        }

        using var handle = File.OpenHandle(config);

        try
        {
            var json = new JsonTokens(handle, config, 0, length, limits);
            json.Read(JsonTokenType.StartObject, "an object");
            while (json.TryRead() && json.Type == JsonTokenType.PropertyName)
            {
                if (json.Text == Key)
                {
                    return json.TryRead() && json.Type == JsonTokenType.True;
                }

                json.Skip();
            }

            return false;
        }
        catch (ModelHeaderException)
        {
            // It is no part of the weights, and Python writes numbers into it that are no JSON: it then says nothing.
            return false;
        }
    }
}
