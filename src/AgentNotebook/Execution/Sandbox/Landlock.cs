using AgentNotebook.Execution.Processes;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Which paths a thread, and what it starts, can still reach. Linux 5.13 and later.</summary>
/// <remarks>Sources: landlock(7), linux/landlock.h. The numbers of the calls are the same on every architecture.</remarks>
internal static unsafe class Landlock
{
    internal const ulong Execute = 1 << 0;
    internal const ulong WriteFile = 1 << 1;
    internal const ulong ReadFile = 1 << 2;
    internal const ulong ReadFolder = 1 << 3;

    /// <summary><c>LANDLOCK_ACCESS_FS_IOCTL_DEV</c>: handled from version 5 on; before, nothing stops it.</summary>
    internal const ulong ControlDevice = 1 << 15;

    internal const nint RestrictSelf = 446;

    /// <summary>Reading files and listing folders.</summary>
    internal const ulong Read = ReadFile | ReadFolder;

    /// <summary>Everything an extractor needs: files, folders, links, renaming; neither devices, sockets nor pipes, and nothing is executed.</summary>
    internal const ulong ReadAndWrite = Read | WriteFile | (1 << 4) | (1 << 5) | (1 << 7) | (1 << 8) | (1 << 12) | (1 << 13) | (1 << 14);

    private const nint CreateRuleset = 444;
    private const nint AddRule = 445;
    private const nint AskVersion = 1;
    private const nint PathBeneath = 1;

    /// <summary>The version of the interface; 0 when there is none.</summary>
    internal static int Version => Math.Max(0, (int)LinuxCalls.SystemCall(CreateRuleset, 0, 0, AskVersion, 0));

    /// <summary>Makes a set of rules under which only these paths are left, and, where the kernel knows how, no TCP port, no abstract socket and no signal to the outside.</summary>
    /// <param name="version">What <see cref="Version"/> said.</param>
    /// <param name="paths">Files and folders with what is allowed in them. One that does not exist is left out.</param>
    /// <exception cref="SandboxLayerException">The kernel refused a rule.</exception>
    internal static Descriptor Create(int version, IEnumerable<(string Path, ulong Rights)> paths)
    {
        var handled = Handled(version);
        var attribute = stackalloc ulong[3] { handled, version >= 4 ? 3UL : 0, version >= 6 ? 3UL : 0 };
        var size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
        var rules = new Descriptor(Demand((int)LinuxCalls.SystemCall(CreateRuleset, (nint)attribute, size, 0, 0), "landlock_create_ruleset"));
        try
        {
            foreach (var (path, rights) in paths)
            {
                Add(rules, path, rights & handled);
            }

            return rules;
        }
        catch
        {
            rules.Dispose();
            throw;
        }
    }

    // linux/landlock.h: 13 rights at first, then REFER (2), TRUNCATE (3) and IOCTL_DEV (5).
    private static ulong Handled(int version) => version switch
    {
        1 => (1 << 13) - 1,
        2 => (1 << 14) - 1,
        3 or 4 => (1 << 15) - 1,
        _ => (1 << 16) - 1,
    };

    private static void Add(Descriptor rules, string path, ulong rights)
    {
        using var target = new Descriptor(LinuxCalls.Open(path, LinuxCalls.PathOnly | LinuxCalls.CloseOnExec));
        if (target.Number < 0)
        {
            return;
        }

        // struct landlock_path_beneath_attr, which is packed. A file takes no rights of a folder.
        const ulong FileRights = Execute | WriteFile | ReadFile | (1 << 14) | (1 << 15);
        var attribute = stackalloc byte[12];
        *(ulong*)attribute = Directory.Exists(path) ? rights : rights & FileRights;
        *(int*)(attribute + 8) = target.Number;
        _ = Demand((int)LinuxCalls.SystemCall(AddRule, rules.Number, PathBeneath, (nint)attribute, 0), $"landlock_add_rule for {path}");
    }

    private static int Demand(int returned, string call) => returned >= 0
        ? returned
        : throw new SandboxLayerException(LayerNames.Landlock, $"{call}: {LinuxCalls.Words(System.Runtime.InteropServices.Marshal.GetLastPInvokeError())}", "Use a kernel of 5.13 or later in which landlock is enabled (lsm=landlock,…).");
}
