namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>Slurm's programs, where Debian puts them or on the path.</summary>
internal static class SlurmPrograms
{
    private static readonly string[] _all = ["munged", "slurmctld", "slurmd", "sinfo", "sbatch", "squeue", "scancel", "scontrol"];

    /// <summary>Why no Slurm can be started here; <see langword="null"/> when one can.</summary>
    public static string? WhyNot { get; } =
        !OperatingSystem.IsLinux() ? "Slurm is started on Linux only"
        : _all.Where(program => PathOf(program) is null).ToList() is { Count: > 0 } missing ? $"there is no Slurm ({string.Join(", ", missing)} missing): install the packages 'slurm-wlm' and 'munge'"
        : null;

    /// <summary>A program's full path; <see langword="null"/> when it is not installed.</summary>
    public static string? PathOf(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin").Append("/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
