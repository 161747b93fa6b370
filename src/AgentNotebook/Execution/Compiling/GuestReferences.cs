using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Execution.Compiling;

/// <summary>What every guest is compiled against: the framework, and the types it exchanges data through.</summary>
internal static class GuestReferences
{
    /// <summary>The static class whose members every guest sees: <c>Inputs</c> and <c>Artifacts</c>.</summary>
    internal const string ExchangeType = "AgentNotebook.Guest.Exchange";

    /// <summary>The worker's assembly, which holds those types.</summary>
    internal const string WorkerAssembly = "AgentNotebook.Worker";

    private static readonly Lazy<ImmutableArray<MetadataReference>> _all = new(() => [.. FrameworkReferences.All, Exchange()]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> _common = new(() => [.. FrameworkReferences.Common, Exchange()]);

    /// <summary>All of it.</summary>
    internal static ImmutableArray<MetadataReference> All => _all.Value;

    /// <summary>With the part of the framework that most programs get by with.</summary>
    internal static ImmutableArray<MetadataReference> Common => _common.Value;

    private static PortableExecutableReference Exchange()
    {
        using var image = typeof(GuestReferences).Assembly.GetManifestResourceStream($"guest/{WorkerAssembly}.dll")!;
        return MetadataReference.CreateFromStream(image);
    }
}
