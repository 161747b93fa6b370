using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>What surrounds a guest: a parent with secrets in its environment, its memory, its files and its descriptors, listeners, and a bystander.</summary>
internal sealed class Stage : IDisposable
{
    internal const string SecretVariable = "AGENTNB_STAGE_SECRET";
    internal const int MarkerSignal = 23;

    private const string Untouched = "untouched, as the parent left it";

    private readonly Process _bystander;
    private readonly Greeter _greeter;
    private readonly PosixSignalRegistration _registration;
    private readonly nint _memory;
    private readonly int _descriptor;
    private readonly ParentState _state;
    private int _signals;

    internal Stage()
    {
        // Whatever a guest cuts loose comes back to this process, where it is found.
        _ = Libc.ProcessControl(Libc.SetChildSubreaper, 1, 0, 0, 0);
        Word = Environment.GetEnvironmentVariable(SecretVariable) ?? throw new InvalidOperationException($"{SecretVariable} is not set.");
        Folder = Directory.CreateTempSubdirectory("agentnb-attacks-").FullName;
        ScratchRoot = Directory.CreateDirectory(Path.Combine(Folder, "scratch")).FullName;
        File.WriteAllText(Secret, Word);
        Restore();
        _memory = Marshal.StringToCoTaskMemUTF8(Untouched);
        // Open without close-on-exec, as other code of the host may have left it.
        _descriptor = Libc.Open(Secret, 0);
        _greeter = new Greeter(Folder, Word);
        _bystander = Process.Start("sleep", "1200");
        // Scheduled unlike everything else here, so that a guest which reads it can be told from one that was given a faked answer.
        _ = Libc.SetScheduler(_bystander.Id, Libc.BatchScheduler, [0]);
        _registration = PosixSignalRegistration.Create((PosixSignal)MarkerSignal, _ => Interlocked.Increment(ref _signals));
        _state = ParentState.Read(_descriptor);
    }

    /// <summary>The word no guest may learn. It is the content of every secret here.</summary>
    internal string Word { get; }

    internal string Folder { get; }

    /// <summary>The probes as they were compiled for this stage.</summary>
    internal ConcurrentDictionary<string, GuestProgram> Programs { get; } = new();

    internal string ScratchRoot { get; }

    internal int Bystander => _bystander.Id;

    private string Secret => Path.Combine(Folder, "secret");

    private string Marker => Path.Combine(Folder, "marker");

    private string Decoy => Path.Combine(Folder, "decoy");

    /// <summary>What a probe is told: where everything is, so that it need not search, and never the word.</summary>
    internal string ForProbes() => string.Create(CultureInfo.InvariantCulture, $$"""
        static class Stage
        {
            public const int Parent = {{Environment.ProcessId}}, Bystander = {{Bystander}}, Descriptor = {{_descriptor}}, Signal = {{MarkerSignal}};
            public const int TcpPort = {{_greeter.TcpPort}}, UdpPort = {{_greeter.UdpPort}};
            public const long Memory = {{_memory}};
            public const int MemoryBytes = {{Untouched.Length}};
            public const string Folder = "{{Folder}}", Secret = "{{Secret}}", Marker = "{{Marker}}", Decoy = "{{Decoy}}";
            public const string UnixPath = "{{_greeter.UnixPath}}", AbstractName = "{{_greeter.AbstractName}}";
            public const string Library = "{{Environment.ProcessPath}}", Assembly = "{{typeof(Execution.Verdict).Assembly.Location}}";
        }
        """);

    /// <summary>What was done to the parent since this was last asked; then everything is as it was.</summary>
    internal IReadOnlyList<string> TakeHarm()
    {
        var harm = new List<string>(_state.Changes(ParentState.Read(_descriptor)));
        Note(!File.Exists(Marker) || File.ReadAllText(Marker) != Untouched, "the parent's marker file was changed");
        Note(File.Exists(Marker) && File.GetUnixFileMode(Marker) != (UnixFileMode.UserRead | UnixFileMode.UserWrite), "the mode of the parent's marker file was changed");
        Note(!File.Exists(Decoy), "the parent's decoy file was deleted");
        Note(Marshal.PtrToStringUTF8(_memory) != Untouched, "the parent's memory was changed");
        Note(Environment.GetEnvironmentVariable(SecretVariable) != Word, "the parent's environment was changed");
        Note(Directory.EnumerateFileSystemEntries(Folder).Count() != 5, "there are other files in the parent's folder");
        Note(_bystander.HasExited, "the bystander was killed");
        Note(_greeter.TakeCalls() > 0, "a listener of the parent was called");
        Note(Interlocked.Exchange(ref _signals, 0) > 0, "a signal arrived at the parent");
        Restore();
        return harm;

        void Note(bool happened, string what)
        {
            if (happened)
            {
                harm.Add(what);
            }
        }
    }

    public void Dispose()
    {
        _bystander.Kill();
        _bystander.Dispose();
        _greeter.Dispose();
        _registration.Dispose();
        _ = Libc.Close(_descriptor);
        Marshal.FreeCoTaskMem(_memory);
        Directory.Delete(Folder, recursive: true);
    }

    private void Restore()
    {
        foreach (var entry in Directory.EnumerateFiles(Folder).Where(entry => entry != Secret && entry != _greeter?.UnixPath))
        {
            File.Delete(entry);
        }

        foreach (var file in (string[])[Marker, Decoy])
        {
            File.WriteAllText(file, Untouched);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (_memory != 0)
        {
            Marshal.Copy(Encoding.UTF8.GetBytes(Untouched), 0, _memory, Untouched.Length);
        }
    }
}
