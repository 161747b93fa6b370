namespace AgentNotebook.Execution.Sandbox;

/// <summary>Says what is active, and what is not, in words.</summary>
internal static class SandboxReport
{
    internal static SandboxStatus Of(WorkerLauncher launcher, IReadOnlyList<SandboxLayer> missing) => new()
    {
        Level = launcher.Level,
        Profile = launcher.Profile,
        InWords = launcher.InWords + (missing.Count == 0 ? "" : $" Nothing stronger here: {string.Join("; ", missing.Distinct().Select(layer => $"{layer.Name}: {layer.Found}"))}."),
        Layers = [.. launcher.Layers, .. Tried(launcher), .. missing.Distinct()],
    };

    internal static string Refusal(SandboxOptions options, IReadOnlyList<SandboxLayer> missing)
    {
        var asked = options.MinimumLevel.ToString().ToLowerInvariant();
        var reasons = string.Join(" ", missing.Distinct().Select(layer => $"{layer.Name}: {layer.Found}. {layer.Remedy}"));
        return $"Level '{asked}' cannot be had on this machine, so nothing was run. {reasons} ('agentnb doctor' shows every layer; '--level none' runs code with your own rights.)";
    }

    // What the first worker has shown, and every later one has to show again.
    private static IEnumerable<SandboxLayer> Tried(WorkerLauncher launcher)
    {
        if (launcher.Level == SandboxLevel.None)
        {
            yield break;
        }

        if (launcher.Level == SandboxLevel.Isolated)
        {
            yield return new SandboxLayer(LayerNames.Namespaces, true, "user, process, network, mount, ipc and host name namespaces of its own");
        }

        yield return new SandboxLayer(LayerNames.NoNewPrivileges, true, "on every thread of the worker");
        yield return new SandboxLayer(LayerNames.Limits, true, "memory, processor time, descriptors; watched from outside as well");
        yield return new SandboxLayer(LayerNames.Canary, true, "files, sockets, processes and signals were tried from inside, also on other threads, and refused");
    }
}
