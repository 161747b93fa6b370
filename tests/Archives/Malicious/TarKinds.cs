using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>What is neither file, folder nor link.</summary>
internal static class TarKinds
{
    public static readonly MaliciousCase[] All =
    [
        new("tar-kinds/character-device", "the machine's memory as a file", "PEP 706", _ => TarOf(Device('3', 1, 1)), ArchiveRule.SpecialFile),
        new("tar-kinds/block-device", "the machine's disk as a file", "PEP 706", _ => TarOf(Device('4', 8, 0)), ArchiveRule.SpecialFile),
        new("tar-kinds/pipe", "a pipe, at which readers wait", "PEP 706", _ => TarOf(Device('6', 0, 0)), ArchiveRule.SpecialFile),
        new("tar-kinds/pipe-then-file", "a file is written to a pipe", null, _ => Tar.Add(Device('6', 0, 0)).File("device", "x").Ended, ArchiveRule.SpecialFile),
        new("tar-kinds/device-with-data", "a device with data", null, _ => TarOf(Device('3', 1, 1) with { Data = "x" }), ArchiveRule.SpecialFile),
        new("tar-kinds/whiteout", "a device of 0, 0, which hides files in layers", null, _ => TarOf(Device('3', 0, 0)), ArchiveRule.SpecialFile),
        new("tar-kinds/socket", "a socket, as star writes it", null, _ => TarOf(new TarEntry("socket") { Type = 's' }), ArchiveRule.UnsupportedEntry),
        new("tar-kinds/old-names", "GNU's long names of old, which make links", "CVE-2006-6097", _ => Tar.Add(new TarEntry("././@MaNgLeD_NaMeS") { Type = 'N', Magic = TarEntry.Gnu, Data = "Symlink ../outside to link\n" }).File("link/escaped", "x").Ended, ArchiveRule.UnsupportedEntry),
        new("tar-kinds/dump-folder", "a folder that names what shall be deleted", null, _ => TarOf(new TarEntry("folder") { Type = 'D', Magic = TarEntry.Gnu, Data = "Nfile\0\0" }), ArchiveRule.UnsupportedEntry),
        new("tar-kinds/further-volume", "the rest of a file that began on another volume", null, _ => TarOf(new TarEntry("file") { Type = 'M', Magic = TarEntry.Gnu, Data = "x" }), ArchiveRule.UnsupportedEntry),
        new("tar-kinds/unknown", "a kind that nobody knows", null, _ => TarOf(new TarEntry("file") { Type = 'Z', Data = "x" }), ArchiveRule.UnsupportedEntry),
        new("tar-kinds/unknown-byte", "a kind that is no letter", null, _ => TarOf(new TarEntry("file") { Type = '\u00ff', Data = "x" }), ArchiveRule.UnsupportedEntry),
        new("tar-kinds/access-list", "an access list of Solaris", null, _ => Tar.Add(new TarEntry("acl") { Type = 'A', Data = "user::rwx" }).File("file", "x").Ended, ArchiveRule.UnsupportedEntry),
        new("tar-kinds/solaris-pax", "the pax header of Solaris, with a path that leaves", null, _ => Tar.PaxRaw(PaxRecord.Bytes("path", "../escaped"), 'X').File("harmless", "x").Ended, ArchiveRule.UnsupportedEntry),
        new("tar-kinds/zip-device", "a device by a zip's attributes", null, _ => ZipOf(new ZipEntry("device") { Attributes = 0x21b6_0000 }), ArchiveRule.SpecialFile),
        new("tar-kinds/zip-block-device", "a block device by a zip's attributes", null, _ => ZipOf(new ZipEntry("device") { Attributes = 0x61b6_0000 }), ArchiveRule.SpecialFile),
        new("tar-kinds/zip-pipe", "a pipe by a zip's attributes", null, _ => ZipOf(new ZipEntry("pipe") { Attributes = 0x11b6_0000 }), ArchiveRule.SpecialFile),
        new("tar-kinds/zip-socket", "a socket by a zip's attributes", null, _ => ZipOf(new ZipEntry("socket") { Attributes = 0xc1b6_0000 }), ArchiveRule.SpecialFile),
        new("tar-kinds/zip-unknown", "a kind that no system knows", null, _ => ZipOf(new ZipEntry("what") { Attributes = 0x31b6_0000 }), ArchiveRule.SpecialFile),
    ];

    private static TarEntry Device(char type, int major, int minor) => new("device") { Type = type, DeviceMajor = TarNumber.Octal(major, 8), DeviceMinor = TarNumber.Octal(minor, 8) };
}
