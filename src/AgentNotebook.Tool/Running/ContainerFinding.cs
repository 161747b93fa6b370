using System.Globalization;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Running;

/// <summary>Says what a container leaves to the restricted child.</summary>
internal static class ContainerFinding
{
    private const string Status = "/proc/self/status";

    /// <summary>What there is to say of the container that this process is in; <see langword="null"/> when it is in none.</summary>
    public static PartFinding? Find() =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is not null ? Of("Kubernetes", Read())
        : File.Exists("/.dockerenv") ? Of("Docker", Read())
        : File.Exists("/run/.containerenv") ? Of("Podman", Read())
        : Environment.GetEnvironmentVariable("container") is { Length: > 0 } ? Of("a container", Read())
        : null;

    /// <summary>The finding.</summary>
    /// <param name="where">What the container is of.</param>
    /// <param name="status">The process's status, as proc_pid_status(5) has it.</param>
    public static PartFinding Of(string where, string status)
    {
        var isFiltered = Field(status, "Seccomp") == "2";
        var isSealed = Field(status, "NoNewPrivs") == "1";
        var hasCapabilities = ulong.TryParse(Field(status, "CapEff"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var capabilities) && capabilities != 0;
        return new PartFinding(
            "container",
            true,
            $"in {where}: {(isFiltered ? "system calls filtered by its seccomp profile" : "no seccomp profile")}, {(isSealed ? "no new privileges" : "new privileges possible")}, {(hasCapabilities ? "some capabilities" : "no capabilities")}. "
            + "Level 'confined' needs a profile that lets landlock_create_ruleset, landlock_add_rule and landlock_restrict_self through; level 'isolated' besides bubblewrap in the image, a profile (type Localhost) that lets unshare, clone with new namespaces, mount, umount2 and pivot_root through, and an unmasked /proc (procMount: Unmasked with hostUsers: false). "
            + "Level 'filtered' needs nothing of either.");
    }

    private static string Read() => File.Exists(Status) ? File.ReadAllText(Status) : "";

    private static string Field(string status, string name) =>
        status.Split('\n').FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";
}
