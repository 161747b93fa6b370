using System.Reflection;
using AgentNotebook.Archives.Decoding;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Running;

/// <summary>
/// Where kinds of stores and decoders of archives are found that the tool does not come with: the folder <c>providers</c> beside it and those that the variable
/// AGENTNOTEBOOK_PROVIDERS names. Each of them, and each folder in them, may hold one provider as 'dotnet publish' puts it out:
/// NAME.deps.json says that NAME.dll is it.
/// </summary>
internal static class ProviderFolders
{
    public const string Variable = "AGENTNOTEBOOK_PROVIDERS";

    private const string Marker = ".deps.json";

    /// <summary>Registers every kind of store that is found. Code of these folders runs: they are as trusted as the tool itself.</summary>
    /// <param name="scheme">The one that is wanted.</param>
    /// <returns>Null when it is known now, otherwise where it was looked for and what stood there.</returns>
    public static string? Load(string scheme)
    {
        var looked = Look();
        return SessionStores.Schemes.Contains(scheme) ? null : string.Join(", ", looked);
    }

    /// <summary>Registers every decoder of archives that is found, as <see cref="Load"/> does kinds of stores.</summary>
    /// <returns>Whether there is one now.</returns>
    public static bool LoadDecoders()
    {
        _ = Look();
        return ArchiveDecoders.Formats.Count > 0;
    }

    // Where it was looked, and what stood there.
    private static List<string> Look()
    {
        var looked = new List<string>();
        foreach (var folder in Folders())
        {
            if (!Directory.Exists(folder))
            {
                looked.Add($"{folder} (there is no such folder)");
                continue;
            }

            var assemblies = Assemblies(folder);
            var found = assemblies.Select(Register).ToList();
            looked.Add($"{folder} ({(found.Count == 0 ? "no provider" : string.Join("; ", found))})");
        }

        return looked;
    }

    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(Path.GetFullPath)
        .Prepend(Path.Combine(AppContext.BaseDirectory, "providers"));

    private static List<string> Assemblies(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder)
            .SelectMany(place => Directory.EnumerateFiles(place, "*" + Marker))
            .Select(marker => marker[..^Marker.Length] + ".dll")
            .Where(File.Exists)];

    /// <summary>Says what is in an assembly, also when it cannot be used: one that is broken must not hide the next.</summary>
    private static string Register(string assembly)
    {
        var name = Path.GetFileName(assembly);
        try
        {
            var types = new ProviderContext(assembly).LoadFromAssemblyPath(assembly).GetExportedTypes();
            var (stores, decoders) = (Made<ISessionStoreProvider>(types), Made<IArchiveDecoder>(types));
            stores.ForEach(SessionStores.Register);
            decoders.ForEach(ArchiveDecoders.Register);
            return stores.Count + decoders.Count == 0 ? $"{name} holds no provider"
                : $"{name} opens {string.Join(", ", [.. stores.Select(store => store.Scheme), .. decoders.SelectMany(decoder => decoder.Signatures).Select(signature => signature.Format).Distinct()])}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException or TypeLoadException or ReflectionTypeLoadException or TargetInvocationException or MissingMethodException or ArgumentException)
        {
            return $"{name} cannot be loaded: {exception.Message.TrimEnd('.')}";
        }
    }

    private static List<T> Made<T>(Type[] types) =>
        [.. types.Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(T)) && type.GetConstructor([]) is not null).Select(type => (T)Activator.CreateInstance(type)!)];
}
