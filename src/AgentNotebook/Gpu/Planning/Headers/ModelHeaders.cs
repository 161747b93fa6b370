using System.Globalization;
using System.Text.RegularExpressions;
using AgentNotebook.Gpu.Planning.Headers.Gguf;
using AgentNotebook.Gpu.Planning.Headers.Safetensors;

namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>Reads what a model consists of from its files' headers, without its weights.</summary>
public static partial class ModelHeaders
{
    private const string Index = ".safetensors.index.json";
    private const string Safetensors = ".safetensors";
    private const string Gguf = ".gguf";
    private const int MostNamed = 5;

    /// <summary>Reads the headers of a model.</summary>
    /// <remarks>
    /// Memory is bounded by the limits before anything is read, whatever the files say. Formats: safetensors
    /// (github.com/huggingface/safetensors, "Format") and GGUF 2 and 3 (ggml, docs/gguf.md).
    /// </remarks>
    /// <param name="path">
    /// A <c>.safetensors</c> file, a <c>.safetensors.index.json</c> with its files beside it, a <c>.gguf</c> file or any file of a split set,
    /// or a folder that holds one of them.
    /// </param>
    /// <param name="limits">How much is read. Default: as documented there.</param>
    /// <exception cref="ModelHeaderException">There is no such model, or its files are damaged or beyond the limits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit lies outside its range.</exception>
    public static ModelHeader Read(string path, HeaderLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits ??= new HeaderLimits();
        limits.Validate();
        try
        {
            var file = Directory.Exists(path) ? Choose(path) : File.Exists(path) ? path : throw new ModelHeaderException(path, null, null, "there is no such file or folder.");
            var (format, files, tensors) = ReadFile(file, limits);
            CheckTotal(file, tensors, limits);
            return new ModelHeader(path, format, files, tensors);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ModelHeaderException(path, null, null, $"it cannot be read: {failure.Message}", failure);
        }
    }

    private static (ModelFormat, IReadOnlyList<string>, IReadOnlyList<TensorHeader>) ReadFile(string file, HeaderLimits limits)
    {
        if (file.EndsWith(Index, StringComparison.OrdinalIgnoreCase))
        {
            var (shards, tensors) = SafetensorsIndex.Read(file, limits);
            return (ModelFormat.Safetensors, shards, TiedHead.Add(file, tensors, limits));
        }

        if (file.EndsWith(Safetensors, StringComparison.OrdinalIgnoreCase))
        {
            return (ModelFormat.Safetensors, [file], TiedHead.Add(file, SafetensorsReader.Read(file, limits), limits));
        }

        if (file.EndsWith(Gguf, StringComparison.OrdinalIgnoreCase))
        {
            var parts = Parts(file, limits);
            return (ModelFormat.Gguf, parts, GgufReader.Read(parts, limits));
        }

        throw new ModelHeaderException(file, null, null, $"it ends in neither {Safetensors}, {Index} nor {Gguf}, and those are the models whose headers are read. Files of other formats have to be converted first.");
    }

    private static void CheckTotal(string file, IReadOnlyList<TensorHeader> tensors, HeaderLimits limits)
    {
        if (tensors.Count == 0)
        {
            throw new ModelHeaderException(file, null, null, "it holds no tensors.");
        }

        var room = limits.ModelBytes;
        foreach (var tensor in tensors.DistinctBy(tensor => (tensor.File, tensor.Offset, tensor.Bytes)))
        {
            room = tensor.Bytes <= room
                ? room - tensor.Bytes
                : throw new ModelHeaderException(tensor.File, tensor.Offset, tensor.Name, $"with this tensor the model is larger than the {limits.ModelBytes} bytes of {nameof(HeaderLimits.ModelBytes)}.");
        }
    }

    /// <summary>The file of a folder that stands for its model.</summary>
    private static string Choose(string folder)
    {
        var files = Directory.EnumerateFiles(folder)
            .Where(file => file.EndsWith(Index, StringComparison.OrdinalIgnoreCase) || file.EndsWith(Safetensors, StringComparison.OrdinalIgnoreCase) || file.EndsWith(Gguf, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();

        // The names under which a model is saved come first, then whatever is alone in its kind.
        foreach (var usual in new[] { "model" + Index, "model" + Safetensors })
        {
            if (files.Find(file => Path.GetFileName(file) == usual) is { } found)
            {
                return found;
            }
        }

        foreach (var ending in new[] { Index, Safetensors, Gguf })
        {
            var alike = files.Where(file => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).ToList();
            if (alike.Select(file => Split().Replace(file, "$1")).Distinct().Count() == 1)
            {
                return alike[0];
            }

            if (alike.Count > 1)
            {
                var rest = alike.Count > MostNamed ? $" and {alike.Count - MostNamed} more" : "";
                throw new ModelHeaderException(folder, null, null, $"it holds several models or parts without an index: {string.Join(", ", alike.Take(MostNamed).Select(Path.GetFileName))}{rest}. Name the file.");
            }
        }

        throw new ModelHeaderException(folder, null, null, $"this folder holds no {Safetensors} and no {Gguf} file.");
    }

    /// <summary>All files of the split set a GGUF file belongs to, by the format's naming convention; the file alone when it belongs to none.</summary>
    private static IReadOnlyList<string> Parts(string file, HeaderLimits limits)
    {
        if (Split().Match(file) is not { Success: true } match)
        {
            return [file];
        }

        var count = int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
        if (count == 0 || count > limits.Files)
        {
            throw new ModelHeaderException(file, null, null, $"by its name it is one of {count} files; a model has from 1 to {limits.Files}.");
        }

        var parts = Enumerable.Range(1, count).Select(part => string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}-{part:00000}-of-{count:00000}{Gguf}")).ToList();
        return parts.Find(part => !File.Exists(part)) is { } missing
            ? throw new ModelHeaderException(missing, null, null, $"it is missing: by the name of {Path.GetFileName(file)} the model has {count} files.")
            : parts;
    }

    [GeneratedRegex(@"^(.*)-(\d{5})-of-(\d{5})\.gguf$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Split();
}
