namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>All archives that must be refused.</summary>
internal static class MaliciousCases
{
    public static readonly IReadOnlyDictionary<string, MaliciousCase> All = new MaliciousCase[][]
    {
        TarPaths.All, TarLinks.All, TarHardlinks.All, TarKinds.All, TarHeaders.All, TarPax.All, TarLongNames.All, TarSparse.All,
        ZipPaths.All, ZipStructure.All, Zip64.All,
        Names.All, Collisions.All, Bombs.All, Truncations.All, Formats.All,
    }.SelectMany(cases => cases).ToDictionary(malicious => malicious.Name);
}
