using AgentNotebook.Crashes.Disk;
using AgentNotebook.Crashes.Layer;

namespace AgentNotebook.Crashes;

/// <summary>A folder of files to be spoilt, and beside it what the layer keeps of it.</summary>
internal sealed class CrashStage : IDisposable
{
    // What the disk would hold is reckoned, so the files may lie in memory, where a sync costs nothing.
    private const string Memory = "/dev/shm";

    private readonly string _root;
    private int _outcomes;

    public CrashStage()
    {
        _root = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"agentnotebook-crash-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Files);
        Directory.CreateDirectory(Disk);
        Directory.CreateDirectory(Temporary);
    }

    /// <summary>The folder under test.</summary>
    public string Files => Path.Combine(_root, "files");

    /// <summary>The folder for temporary files of processes under the layer, which nothing spoils.</summary>
    private string Temporary => Path.Combine(_root, "tmp");

    private string Disk => Path.Combine(_root, "disk");

    private string Log => Path.Combine(_root, "calls");

    /// <summary>The calls of the last process.</summary>
    public List<FileCall> Calls => FileCall.Read(Log);

    /// <summary>The environment of a process whose calls go through the layer.</summary>
    /// <param name="plan">What goes wrong, as faults.c reads it; empty for nothing.</param>
    public Dictionary<string, string> Layered(string plan)
    {
        File.Delete(Log);
        return new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = FaultLayer.Library,
            ["TMPDIR"] = Temporary,
            ["FAULTS_FOLDER"] = Files,
            ["FAULTS_DISK"] = Disk,
            ["FAULTS_LOG"] = Log,
            ["FAULTS_PLAN"] = plan,
        };
    }

    /// <summary>A new folder that holds what may be left if the power failed now.</summary>
    public string CutPower(Random random)
    {
        var folder = Path.Combine(_root, $"outcome-{++_outcomes}");
        Directory.CreateDirectory(folder);
        new PowerCut(Disk).Apply(folder, random);
        return folder;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
