using System.Globalization;
using System.Runtime.InteropServices;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Execution.Seccomp;

// A worker that speaks like the real one and lies. The file "lie" beside it says how; it runs no guest, but notes in "heard" that it was sent one.
const int Refused = 1;
var lie = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "lie"));
var (level, profile) = (Enum.Parse<SandboxLevel>(args[0]), Enum.Parse<SandboxProfile>(args[1]));
var writer = new FrameWriter(Console.OpenStandardOutput());
var reader = new FrameReader(Console.OpenStandardInput(), FrameCaps.OfWorker);
var others = new ManualResetEventSlim();
var other = new Thread(() => others.Wait()) { IsBackground = true };
other.Start();
if (lie == "sends something else")
{
    writer.Write(FrameKind.Ready, []);
}

writer.Write(FrameKind.Warmed, []);
_ = await reader.ReadAsync();
if (lie is not "installs no filter")
{
    // An honest one covers all threads.
    _ = SeccompLoader.SetNoNewPrivileges();
    var all = lie != "filters one thread";
    var error = SeccompLoader.Install(WorkerFilter.Create(RuntimeInformation.ProcessArchitecture, profile, Environment.ProcessId), all);
    if (error != 0)
    {
        throw new InvalidOperationException(SeccompLoader.Describe(error));
    }
}

var version = lie == "speaks another version" ? ReadyMessage.ProtocolVersion + 1 : ReadyMessage.ProtocolVersion;
var claimed = lie == "claims another level" ? (level == SandboxLevel.Isolated ? SandboxLevel.Confined : SandboxLevel.Isolated) : level;
var kept = lie == "keeps another profile" ? SandboxProfile.Files : profile;
(string, int)[] steps = [("seccomp", lie == "says a step failed" ? 22 : 0), ("limit on data", lie == "says a limit failed" ? Refused : 0)];
(string, int)[] canaries = lie == "tried nothing" ? [] : [("socket", Refused), ("fork", lie == "says a canary got through" ? 0 : lie == "says a canary failed otherwise" ? 14 : Refused)];
writer.Write(FrameKind.Ready, new ReadyMessage(version, claimed, kept, steps, canaries).Encode());
if (await reader.ReadAsync() is not null)
{
    File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "heard"), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}"));
}
