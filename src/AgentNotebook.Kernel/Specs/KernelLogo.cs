namespace AgentNotebook.Kernel.Specs;

/// <summary>The pictures that front ends show beside the kernel's name.</summary>
internal static class KernelLogo
{
    private static readonly string[] _files = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    /// <summary>Writes them into a kernel's folder, under the names front ends look for.</summary>
    public static void Write(string folder)
    {
        foreach (var name in _files)
        {
            using var picture = typeof(KernelLogo).Assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(Path.Combine(folder, name));
            picture.CopyTo(file);
        }
    }
}
