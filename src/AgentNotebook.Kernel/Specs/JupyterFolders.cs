namespace AgentNotebook.Kernel.Specs;

/// <summary>Where Jupyter looks for kernels.</summary>
/// <remarks>https://docs.jupyter.org/en/latest/use/jupyter-directories.html#data-files.</remarks>
public static class JupyterFolders
{
    /// <summary>The user's own kernels: <c>JUPYTER_DATA_DIR</c>, else what is usual on the system.</summary>
    public static string User
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var data = Variable("JUPYTER_DATA_DIR")
                ?? (OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
                    : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
                    : Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter"));
            return Path.Combine(data, "kernels");
        }
    }

    /// <summary>The kernels of the active Python environment (<c>VIRTUAL_ENV</c>, <c>CONDA_PREFIX</c>); <see langword="null"/> when none is active.</summary>
    public static string? Environments =>
        (Variable("VIRTUAL_ENV") ?? Variable("CONDA_PREFIX")) is { } prefix ? Path.Combine(prefix, "share", "jupyter", "kernels") : null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
