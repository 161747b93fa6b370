using System.Text.Json;

namespace AgentNotebook.Gpu.Planning.Headers.Safetensors;

/// <summary>Reads the index of a model that is spread over several safetensors files, and then their headers.</summary>
internal static class SafetensorsIndex
{
    private const string Map = "weight_map";

    /// <summary>The files and the tensors that the index finds in them.</summary>
    /// <exception cref="ModelHeaderException">The index or one of the files is damaged or beyond the limits, or they do not fit together.</exception>
    public static (IReadOnlyList<string> Files, IReadOnlyList<TensorHeader> Tensors) Read(string index, HeaderLimits limits)
    {
        var map = ReadMap(index, limits);
        var folder = Path.GetDirectoryName(index)!;
        var files = map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (files.Count > limits.Files)
        {
            throw new ModelHeaderException(index, null, null, $"it names {files.Count} files; {nameof(HeaderLimits.Files)} allows {limits.Files}.");
        }

        var tensors = new Dictionary<string, TensorHeader>(map.Count, StringComparer.Ordinal);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                throw new ModelHeaderException(path, null, null, $"it is missing, and {Path.GetFileName(index)} names it.");
            }

            foreach (var tensor in SafetensorsReader.Read(path, limits))
            {
                // A tied tensor that was left out stands in no map; any other is where the map says, and a second copy elsewhere is not loaded.
                if (!map.TryGetValue(tensor.Name, out var named) || named == file)
                {
                    tensors.TryAdd(tensor.Name, tensor);
                }
            }

            if (tensors.Count > limits.Tensors)
            {
                throw new ModelHeaderException(path, null, null, $"with this file the model has more than the {limits.Tensors} tensors of {nameof(HeaderLimits.Tensors)}.");
            }
        }

        foreach (var (name, file) in map)
        {
            if (!tensors.ContainsKey(name))
            {
                throw new ModelHeaderException(Path.Combine(folder, file), null, name, $"{Path.GetFileName(index)} says this tensor is in here, and it is not.");
            }
        }

        return ([.. files.Select(file => Path.Combine(folder, file))], [.. tensors.Values]);
    }

    private static Dictionary<string, string> ReadMap(string index, HeaderLimits limits)
    {
        using var handle = ModelFile.Open(index);
        var length = RandomAccess.GetLength(handle);
        if (length > limits.HeaderBytes)
        {
            throw new ModelHeaderException(index, null, null, $"it has {length} bytes; {nameof(HeaderLimits.HeaderBytes)} allows {limits.HeaderBytes}.");
        }

        var json = new JsonTokens(handle, index, 0, length, limits);
        Dictionary<string, string>? map = null;
        json.Read(JsonTokenType.StartObject, "an object");
        while (json.TryRead() && json.Type == JsonTokenType.PropertyName)
        {
            if (json.Text != Map)
            {
                json.Skip();
            }
            else if (map is not null)
            {
                throw json.Refuse($"'{Map}' is there twice.");
            }
            else
            {
                map = ReadEntries(json, limits);
            }
        }

        if (json.Type != JsonTokenType.EndObject || json.TryRead())
        {
            throw json.Refuse("the index is no single object.");
        }

        return map is { Count: > 0 } ? map : throw new ModelHeaderException(index, null, null, $"it has no '{Map}' that names a tensor's file.");
    }

    private static Dictionary<string, string> ReadEntries(JsonTokens json, HeaderLimits limits)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);

        // The same few file names stand in it over and over.
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        json.Read(JsonTokenType.StartObject, $"the object of '{Map}'");
        while (json.TryRead() && json.Type == JsonTokenType.PropertyName)
        {
            var name = json.Text!;
            if (map.Count == limits.Tensors)
            {
                throw json.Refuse($"the index names more than the {limits.Tensors} tensors of {nameof(HeaderLimits.Tensors)}.", name);
            }

            json.Read(JsonTokenType.String, "a file's name");
            var file = json.Text ?? "";
            if (file.Length == 0 || file is "." or ".." || file.AsSpan().IndexOfAny('/', '\\', '\0') >= 0 || Path.IsPathRooted(file))
            {
                throw json.Refuse($"'{ModelHeaderException.Shown(file)}' is no name of a file beside the index.", name);
            }

            if (!files.TryGetValue(file, out var known))
            {
                files[file] = known = file;
            }

            if (!map.TryAdd(name, known))
            {
                throw json.Refuse("the index names this tensor twice.", name);
            }
        }

        return json.Type == JsonTokenType.EndObject ? map : throw json.Refuse($"the object of '{Map}' does not end.");
    }
}
