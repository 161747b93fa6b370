using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>
/// A Slurm with one node of two processors, in a scratch folder and at ports of its own on loopback. Its daemons end with this process, however
/// that ends: the kernel kills them when the thread that started them is gone.
/// </summary>
internal sealed class ScratchSlurm : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-slurm-");
    private readonly List<Process> _daemons = [];
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _keeper;
    private readonly TaskCompletionSource _ready = new();

    /// <summary>Starts it, and returns when its node takes jobs.</summary>
    /// <exception cref="IOException">It does not start.</exception>
    public ScratchSlurm()
    {
        // Who the daemons' parent is for the kernel is a thread: this one stays until the end.
        _keeper = new Thread(Keep) { IsBackground = true };
        _keeper.Start();
        try
        {
            _ready.Task.GetAwaiter().GetResult();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The node's name.</summary>
    public string Node { get; } = Environment.MachineName.Split('.')[0];

    /// <summary>What programs of Slurm find this one by.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["SLURM_CONF"] = Configuration };

    private string Place(string name) => Path.Combine(_folder.FullName, name);

    private string Configuration => Place("slurm.conf");

    /// <summary>Runs a program of Slurm and gives what it prints.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (code, output) = await TryAsync(program, arguments);
        return code == 0 ? output : throw new IOException($"{program} {string.Join(' ', arguments)} ends with {code}: {output}");
    }

    /// <summary>Waits until something holds, asking anew.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var start = Stopwatch.StartNew();
        while (!await holds())
        {
            if (start.Elapsed > _patience)
            {
                throw new IOException($"{what}: not so after {_patience}.\n{(await TryAsync("squeue", "--array", "--states=all")).Output}\n{Logs()}");
            }

            // No event tells of what happens at another process's controller.
            await Task.Delay(100);
        }
    }

    public void Dispose()
    {
        _end.Set();
        _keeper.Join();
        _end.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Keep()
    {
        try
        {
            Start();
            _ready.SetResult();
            _end.Wait();
        }
        catch (Exception exception)
        {
            _ready.TrySetException(exception);
        }
        finally
        {
            // What runs is no child of a daemon, and would outlive it.
            if (_ready.Task.IsCompletedSuccessfully)
            {
                TryAsync("scancel", $"--user={Environment.UserName}").GetAwaiter().GetResult();
                UntilAsync("jobs have ended", async () => (await TryAsync("squeue", "--noheader")).Output.Trim().Length == 0).GetAwaiter().GetResult();
            }

            foreach (var daemon in Enumerable.Reverse(_daemons))
            {
                daemon.Kill(entireProcessTree: true);
                daemon.WaitForExit();
                daemon.Dispose();
            }
        }
    }

    private void Start()
    {
        var munge = Directory.CreateDirectory(Place("munge")).FullName;
        foreach (var folder in (string[])["state", "spool"])
        {
            Directory.CreateDirectory(Place(folder));
        }

        // munged wants its files closed to others.
        CloseToOthers(munge);
        File.WriteAllBytes(Path.Combine(munge, "key"), RandomNumberGenerator.GetBytes(1024));
        CloseToOthers(Path.Combine(munge, "key"));
        var socket = Path.Combine(munge, "socket");
        File.WriteAllText(Configuration, Text(socket));
        // Where a scratch folder lies below a folder that all may write to, munged has to be told that this is meant.
        Daemon("munged", "--foreground", "--force", $"--key-file={munge}/key", $"--socket={socket}", $"--pid-file={munge}/pid", $"--log-file={munge}/log", $"--seed-file={munge}/seed");
        UntilAsync("munged listens", () => Task.FromResult(File.Exists(socket))).GetAwaiter().GetResult();
        Daemon("slurmctld", "-D", "-c");
        Daemon("slurmd", "-D", "-N", Node);
        UntilAsync("the node is idle", async () => (await TryAsync("sinfo", "--noheader", "--format=%T")).Output.Trim() == "idle").GetAwaiter().GetResult();
    }

    private string Text(string socket)
    {
        var (controller, node) = (FreePort(), FreePort());
        return $"""
            ClusterName=agentnb
            SlurmctldHost={Node}(127.0.0.1)
            SlurmctldPort={controller}
            SlurmdPort={node}
            AuthType=auth/munge
            AuthInfo=socket={socket}
            CredType=cred/munge
            SlurmUser={Environment.UserName}
            SlurmdUser={Environment.UserName}
            StateSaveLocation={Place("state")}
            SlurmdSpoolDir={Place("spool")}
            SlurmctldPidFile={Place("slurmctld.pid")}
            SlurmdPidFile={Place("slurmd.pid")}
            SlurmctldLogFile={Place("slurmctld.log")}
            SlurmdLogFile={Place("slurmd.log")}
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            ReturnToService=2
            KillWait=10
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1
            NodeName={Node} NodeAddr=127.0.0.1 CPUs=2 RealMemory=512 State=UNKNOWN
            PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """;
    }

    private void Daemon(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", SlurmPrograms.PathOf(program)!, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["SLURM_CONF"] = Configuration;
        var daemon = Process.Start(start)!;
        daemon.OutputDataReceived += (_, _) => { };
        daemon.ErrorDataReceived += (_, _) => { };
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        _daemons.Add(daemon);
    }

    private async Task<(int Code, string Output)> TryAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(SlurmPrograms.PathOf(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = Configuration;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private string Logs() => string.Join('\n', new[] { "munge/log", "slurmctld.log", "slurmd.log" }.Select(Place).Where(File.Exists).Select(log => $"{log}:\n{string.Join('\n', File.ReadLines(log).TakeLast(15))}"));

    private static void CloseToOthers(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
