using System.Text.Json;
using AgentNotebook.Kernel.Specs;
using AgentNotebook.Kernel.Tests.Zmtp;

namespace AgentNotebook.Kernel.Tests.Specs;

public sealed class KernelSpecTests : IDisposable
{
    private readonly ScratchFolder _kernels = new();

    [Fact]
    public void an_installed_kernel_says_how_it_is_started_and_interrupted()
    {
        var folder = KernelSpec.Install(_kernels.Path, ".net-csharp", ["/bin/agentnb", "kernel"], "C#");

        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "kernel.json")));
        Assert.Equal(["/bin/agentnb", "kernel", "--connection-file", "{connection_file}"], json.RootElement.GetProperty("argv").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal("message", json.RootElement.GetProperty("interrupt_mode").GetString());
        Assert.Equal("C#", json.RootElement.GetProperty("language").GetString());
        Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void installing_again_replaces_and_uninstalling_leaves_nothing()
    {
        KernelSpec.Install(_kernels.Path, "x", ["/old"], "old");
        KernelSpec.Install(_kernels.Path, "x", ["/new"], "new");

        Assert.Contains("/new", File.ReadAllText(Path.Combine(_kernels.Path, "x", "kernel.json")));
        Assert.NotNull(KernelSpec.Uninstall(_kernels.Path, "x"));
        Assert.Empty(Directory.GetFileSystemEntries(_kernels.Path));
        Assert.Null(KernelSpec.Uninstall(_kernels.Path, "x"));
    }

    [Theory]
    [InlineData("{\"argv\":[\"python\"]}")]
    [InlineData("no json")]
    public void the_kernel_of_someone_else_stays(string spec)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_kernels.Path, "python3")).FullName;
        File.WriteAllText(Path.Combine(folder, "kernel.json"), spec);

        Assert.Contains("another kernel", Assert.Throws<KernelSpecException>(() => KernelSpec.Install(_kernels.Path, "python3", ["x"], "x")).Message);
        Assert.Contains("another kernel", Assert.Throws<KernelSpecException>(() => KernelSpec.Uninstall(_kernels.Path, "python3")).Message);
        Assert.Equal(spec, File.ReadAllText(Path.Combine(folder, "kernel.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void a_name_that_is_no_folder_of_its_own_is_refused(string name) =>
        Assert.Contains("no name for a kernel", Assert.Throws<KernelSpecException>(() => KernelSpec.Install(_kernels.Path, name, ["x"], "x")).Message);

    [Fact]
    public void a_folder_that_cannot_be_written_names_the_way_out() =>
        Assert.Contains("--path", Assert.Throws<KernelSpecException>(() => KernelSpec.Install("/proc/nowhere", "x", ["x"], "x")).Message);

    public void Dispose() => _kernels.Dispose();
}
