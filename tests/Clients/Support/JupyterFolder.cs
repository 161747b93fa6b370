using System.Diagnostics;
using AgentNotebook.Kernel.Specs;

namespace AgentNotebook.Clients.Support;

/// <summary>A folder in which Jupyter finds the kernel of this build and nothing else of this machine's; gone afterwards.</summary>
internal sealed class JupyterFolder : IDisposable
{
    /// <summary>The name the kernel is installed under.</summary>
    public const string Kernel = "agentnb";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-clients-");

    public JupyterFolder()
    {
        Work = _folder.CreateSubdirectory("work").FullName;
        KernelSpec.Install(
            _folder.CreateSubdirectory("data").CreateSubdirectory("kernels").FullName,
            Kernel,
            [Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", Path.Combine(AppContext.BaseDirectory, "agentnb.dll"), "kernel"],
            "C# (this build)");
    }

    /// <summary>Where notebooks lie and kernels work.</summary>
    public string Work { get; }

    /// <summary>Runs a Python script of the tests to its end.</summary>
    /// <param name="script">Its name, without folder and ending.</param>
    /// <param name="patience">The most it may take.</param>
    /// <param name="args">Its arguments.</param>
    public Task<ClientResult> RunScriptAsync(string script, TimeSpan patience, params string[] args) =>
        RunAsync(Python.Path, patience, [Path.Combine(AppContext.BaseDirectory, "Python", script + ".py"), .. args]);

    /// <summary>Runs a program to its end.</summary>
    public async Task<ClientResult> RunAsync(string program, TimeSpan patience, IReadOnlyList<string> args, string input = "")
    {
        using var process = Start(program, args);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new ClientResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new ClientResult(-1, await output, await errors + $"\n(ended after {patience})");
        }
    }

    /// <summary>Starts a program whose Jupyter looks into this folder alone.</summary>
    public Process Start(string program, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = Work,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_DATA_DIR"] = Path.Combine(_folder.FullName, "data");
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(_folder.FullName, "config");
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(_folder.FullName, "runtime");
        start.Environment["IPYTHONDIR"] = Path.Combine(_folder.FullName, "ipython");
        start.Environment["XDG_DATA_HOME"] = Path.Combine(_folder.FullName, "share");
        start.Environment["JUPYTER_PLATFORM_DIRS"] = "1";
        start.Environment["PYTHONUNBUFFERED"] = "1";
        start.Environment.Remove("JUPYTER_PATH");
        if (program == "node")
        {
            start.Environment["NODE_PATH"] = NodePackages.Folder;
            start.Environment["CHROMIUM"] = Browser.Path;
        }

        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
