using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Dib;

/// <summary>
/// The meta section of a .dib file and the metadata of a notebook are one object, but for two things: the meta section has <c>kernelInfo</c>
/// at its top, where a notebook has it in <c>polyglot_notebook</c>, and it leaves out what every notebook of its default language says.
/// </summary>
internal static class DibMetadata
{
    private const string KernelInfo = "kernelInfo";
    private const string Polyglot = "polyglot_notebook";
    private const string KernelSpec = "kernelspec";
    private const string LanguageInfo = "language_info";

    /// <summary>What the meta section says of languages.</summary>
    public static JsonNode? KernelInfoOfMeta(JsonObject meta) => meta[KernelInfo];

    /// <summary>What a notebook's metadata says of languages.</summary>
    public static JsonNode? KernelInfoOfNotebook(JsonObject root) => ((root["metadata"] as JsonObject)?[Polyglot] as JsonObject)?[KernelInfo];

    /// <summary>The metadata of the notebook that a .dib file is.</summary>
    /// <param name="meta">Its meta section; becomes part of what is returned.</param>
    /// <param name="defaultLanguage">Its default language.</param>
    /// <param name="name">What messages call the file.</param>
    public static JsonObject ToNotebook(JsonObject meta, string defaultLanguage, string name)
    {
        if (meta[KernelInfo] is { } kernelInfo)
        {
            meta.Remove(KernelInfo);
            // Raw cells need no kernel in a notebook.
            if ((kernelInfo as JsonObject)?["items"] is JsonArray items)
            {
                items.RemoveAll(item => IsRaw(item));
            }

            meta[Polyglot] ??= new JsonObject();
            (meta[Polyglot] as JsonObject ?? throw new NotebookException($"{name}: {Polyglot} in the section #!meta has to be an object. Mend that line, or take it out."))[KernelInfo] = kernelInfo;
        }

        foreach (var (key, value) in Usual(defaultLanguage))
        {
            meta.TryAdd(key, value);
        }

        return meta;
    }

    /// <summary>The meta section of the .dib file that keeps a notebook.</summary>
    /// <param name="document">The notebook; stays as it is.</param>
    /// <param name="defaultLanguage">Its default language.</param>
    /// <param name="undeclared">Languages of its cells that a reader would not know otherwise.</param>
    public static JsonObject ToMeta(NotebookDocument document, string defaultLanguage, IEnumerable<string> undeclared)
    {
        var meta = document.Root["metadata"]?.DeepClone().AsObject() ?? [];
        foreach (var (key, value) in Usual(defaultLanguage))
        {
            if (JsonNode.DeepEquals(meta[key], value))
            {
                meta.Remove(key);
            }
        }

        meta.Remove(KernelInfo);
        meta.Insert(0, KernelInfo, TakeKernelInfo(meta, document.Name, defaultLanguage, undeclared));
        return meta;
    }

    private static JsonObject TakeKernelInfo(JsonObject meta, string name, string defaultLanguage, IEnumerable<string> undeclared)
    {
        var kernelInfo = new JsonObject();
        if (meta[Polyglot] is JsonObject polyglot && polyglot.ContainsKey(KernelInfo))
        {
            kernelInfo = polyglot[KernelInfo] as JsonObject ?? throw Misshapen(name);
            polyglot.Remove(KernelInfo);
            if (polyglot.Count == 0)
            {
                meta.Remove(Polyglot);
            }
        }

        kernelInfo.TryAdd("defaultKernelName", defaultLanguage);
        kernelInfo.TryAdd("items", new JsonArray());
        var items = kernelInfo["items"] as JsonArray ?? throw Misshapen(name);
        foreach (var language in undeclared)
        {
            items.Add((JsonNode)new JsonObject { ["aliases"] = new JsonArray(), ["name"] = language });
        }

        return kernelInfo;
    }

    private static NotebookException Misshapen(string name) =>
        new($"{name}: metadata.{Polyglot}.{KernelInfo} has to be an object with a list 'items'. Mend it, or take it out.");

    private static bool IsRaw(JsonNode? item) => item is JsonObject kernel && kernel["name"] is JsonValue value && value.TryGetValue<string>(out var name) && name == DibLanguages.Raw;

    private static IEnumerable<(string Key, JsonObject Value)> Usual(string defaultLanguage)
    {
        var spec = defaultLanguage switch
        {
            DibLanguages.Default => (".NET (C#)", "C#", ".net-csharp"),
            "fsharp" => (".NET (F#)", "F#", ".net-fsharp"),
            "pwsh" => (".NET (PowerShell)", "PowerShell", ".net-powershell"),
            _ => default,
        };
        if (spec.Item1 is not null)
        {
            yield return (KernelSpec, new JsonObject { ["display_name"] = spec.Item1, ["language"] = spec.Item2, ["name"] = spec.Item3 });
        }

        yield return (LanguageInfo, new JsonObject { ["name"] = "polyglot-notebook" });
    }
}
