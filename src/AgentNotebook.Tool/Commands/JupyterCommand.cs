using System.CommandLine;
using AgentNotebook.Kernel.Specs;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb jupyter install | uninstall</c>: tells Jupyter front ends of the kernel.</summary>
internal static class JupyterCommand
{
    private static readonly Option<string?> _path = new("--path") { Description = "The folder that holds the folders of kernels. Default: the user's own.", HelpName = "DIR" };

    private static readonly Option<string> _name = new("--name")
    {
        Description = $"The name the kernel gets. '{KernelSpec.InteractiveName}' opens notebooks written for .NET Interactive unchanged.",
        HelpName = "NAME",
        DefaultValueFactory = _ => KernelSpec.DefaultName,
    };

    private static readonly Option<bool> _user = new("--user") { Description = "Into the user's own folder (the default)." };

    private static readonly Option<bool> _environment = new("--sys-prefix") { Description = "Into the active Python environment." };

    public static Command Create()
    {
        var install = new Command("install", "Makes the kernel known to Jupyter.") { _path, _name, _user, _environment };
        install.SetAction(Install);
        var uninstall = new Command("uninstall", "Takes the kernel away from Jupyter again.") { _path, _name, _user, _environment };
        uninstall.SetAction(Uninstall);
        return new Command("jupyter", "Makes the kernel known to Jupyter front ends, or takes it away again.") { install, uninstall };
    }

    private static int Install(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_name);
        var display = name == KernelSpec.InteractiveName ? "C# (AgentNotebook, for .NET Interactive notebooks)" : name == KernelSpec.DefaultName ? "C# (AgentNotebook)" : $"C# (AgentNotebook, {name})";
        var folder = KernelSpec.Install(Folder(parsed), name, [.. OwnProgram.Command, "kernel"], display);
        Console.Out.WriteLine($"Installed '{display}' in {folder}.");
        return ExitCode.Success;
    }

    private static int Uninstall(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_name);
        var kernels = Folder(parsed);
        if (KernelSpec.Uninstall(kernels, name) is not { } folder)
        {
            Console.Error.WriteLine($"agentnb: there is no kernel '{name}' in {kernels}. 'jupyter kernelspec list' shows where they are.");
            return ExitCode.Failure;
        }

        Console.Out.WriteLine($"Removed {folder}.");
        return ExitCode.Success;
    }

    private static string Folder(ParseResult parsed)
    {
        var (path, user, environment) = (parsed.GetValue(_path), parsed.GetValue(_user), parsed.GetValue(_environment));
        if ((path is null ? 0 : 1) + (user ? 1 : 0) + (environment ? 1 : 0) > 1)
        {
            throw new UsageException("--path, --user and --sys-prefix name different places. Give one of them.");
        }

        if (environment)
        {
            return JupyterFolders.Environments ?? throw new UsageException("--sys-prefix needs an active Python environment (VIRTUAL_ENV or CONDA_PREFIX is not set). Activate one, or name the folder with --path.");
        }

        return path is null ? JupyterFolders.User : Path.GetFullPath(path);
    }
}
