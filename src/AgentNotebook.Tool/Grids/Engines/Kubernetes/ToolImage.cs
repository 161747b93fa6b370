namespace AgentNotebook.Tool.Grids.Engines.Kubernetes;

/// <summary>The Dockerfile of the tool's image.</summary>
internal static class ToolImage
{
    /// <summary>The file's name, in the folder of the results.</summary>
    public const string FileName = "Dockerfile";

    /// <summary>Its text: a base, the published folder, a user. Nothing is downloaded, compiled or run while it is built.</summary>
    public static string Dockerfile { get; } = FormattableString.Invariant($"""
        # The image of agentnb. Its context is the published folder, and nothing else goes into it:
        #   dotnet publish src/AgentNotebook.Tool -c Release -o PUBLISHED
        #   docker build -t IMAGE -f Dockerfile PUBLISHED
        # The base holds .NET's runtime; a base of your own does as well (--build-arg BASE=…). Pin it by digest where builds have to repeat.
        ARG BASE=mcr.microsoft.com/dotnet/aspnet:10.0
        FROM $BASE
        COPY --chown=root:root . /opt/agentnb/
        # No account has this number: it owns nothing in the image, and the root file system is mounted read-only.
        USER {KubernetesManifest.User}:{KubernetesManifest.User}
        WORKDIR /tmp
        ENV HOME=/tmp DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1
        ENTRYPOINT ["/opt/agentnb/agentnb"]

        """);
}
