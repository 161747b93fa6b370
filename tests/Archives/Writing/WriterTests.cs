using AgentNotebook.Archives.Tests.Fuzzing;
using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>What these writers write, when they do not lie, is what others read: else their lies would prove nothing.</summary>
public sealed class WriterTests
{
    public static TheoryData<int> Tars => [.. Enumerable.Range(0, TarSeeds.All.Length)];

    public static TheoryData<int> Zips => [.. Enumerable.Range(0, ZipSeeds.All.Length)];

    [ToolTheory("bsdtar", "libarchive-tools")]
    [MemberData(nameof(Tars))]
    public void a_tar_is_read_by_another_program(int number) => Read(TarSeeds.All[number]);

    [ToolTheory("bsdtar", "libarchive-tools")]
    [MemberData(nameof(Zips))]
    public void a_zip_is_read_by_another_program(int number) => Read(ZipSeeds.All[number]);

    // To its output: every byte is read and every sum compared, and nothing is made whose name the framework could not delete.
    private static void Read(byte[] archive)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("archive"), archive);
        Tool.Run("bsdtar", folder.Path, "-xOf", folder.In("archive"));
    }
}
