using System.Text.RegularExpressions;
using AgentNotebook.Tool.Grids.Engines.Clusters;

namespace AgentNotebook.Tool.Grids.Engines.Kubernetes;

/// <summary>What the members of an Indexed Job ask of Kubernetes.</summary>
internal sealed partial record KubernetesOptions
{
    /// <summary>What any cluster is asked.</summary>
    public ClusterResources Resources { get; init; } = new();

    /// <summary>The notebook's file here; its text goes into the manifest.</summary>
    public string NotebookFile { get; init; } = "";

    /// <summary>The image of the tool.</summary>
    public string Image { get; init; } = "";

    /// <summary>The namespace; empty for the one of kubectl's context.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The PersistentVolumeClaim that takes the results.</summary>
    public string Claim { get; init; } = "";

    /// <summary>The Secret with the store's user and password; <see langword="null"/> for none.</summary>
    public string? StoreSecret { get; init; }

    /// <summary>Checks an image's name.</summary>
    /// <exception cref="UsageException">There is none, or it is none.</exception>
    public static string ParseImage(string? text) => text switch
    {
        null => throw new UsageException("--on kubernetes needs --image IMAGE: the image of the tool, such as registry.example/agentnb:1.0. The Dockerfile that is written beside the results makes one."),
        _ when Reference().IsMatch(text) => text,
        _ => throw new UsageException($"--image takes the name of an image, such as registry.example/agentnb:1.0, not '{text}'."),
    };

    /// <summary>Checks the name of an object of Kubernetes: a DNS subdomain (RFC 1123).</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string? ParseName(string option, string? text) =>
        text is null || (text.Length <= 253 && Subdomain().IsMatch(text)) ? text : throw new UsageException($"{option} takes a name of Kubernetes: small letters, digits, '-' and '.', not '{text}'.");

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._:/@-]{0,500}\z")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
