using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>Tars with nothing wrong, of every kind of header there is.</summary>
internal static class TarSeeds
{
    private static readonly byte[] _text = "some text that goes on for a while, and then a little longer\n"u8.ToArray();

    public static readonly byte[][] All =
    [
        Tar.Directory("folder/").File("folder/file", _text).File("empty").Symlink("link", "folder/file").Hardlink("second", "folder/file").Ended,
        Tar.Add(new TarEntry("file") { Magic = TarEntry.V7, Type = '\0', Data = _text }).Add(new TarEntry("folder/") { Magic = TarEntry.V7, Type = '\0' }).Ended,
        Tar.Add(new TarEntry("file") { Prefix = "a/prefix/of/ustar", Data = new byte[600] }).Add(new TarEntry("other") { Type = '7', Data = _text }).Ended,
        Tar.Pax(("path", "a/path/of/pax"), ("mtime", "1700000000.123456789"), ("size", _text.Length.ToString()), ("uid", "1"), ("comment", "none")).File("x", _text).Pax(("linkpath", "a/path/of/pax")).Symlink("y", "x").Ended,
        Tar.PaxGlobal(("comment", "for all")).File("file", _text).Pax(("atime", "1.5"), ("ctime", "-1.5")).File("other", _text).Ended,
        Tar.LongName($"{new string('l', 120)}/{new string('m', 100)}").Add(new TarEntry("cut") { Magic = TarEntry.Gnu, Data = _text }).LongLink($"{new string('l', 120)}/{new string('m', 100)}").Symlink("link", "cut").Ended,
        Tar.Add(GnuSparse.Entry("sparse", 10_000, new byte[300], false, (0, 100), (5000, 100), (9000, 100), (10_000, 0))).File("after", _text).Ended,
        Tar.Add(GnuSparse.Entry("sparse", 100_000, "", true, (0, 10), (1000, 10), (2000, 10), (3000, 10)) with { Size = TarNumber.Octal(70, 12) }).Raw(GnuSparse.Extension(false, (4000, 10), (5000, 10), (6000, 10), (100_000, 0))).Raw(new byte[512]).File("after", _text).Ended,
        Tar.Pax(("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "sparse"), ("GNU.sparse.realsize", "5000")).File("GNUSparseFile.0/sparse", (byte[])[.. GnuSparse.Map((0, 100), (4000, 100), (5000, 0)), .. new byte[200]]).Ended,
        Tar.Pax(("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "hole"), ("GNU.sparse.realsize", "5000")).File("GNUSparseFile.0/hole", GnuSparse.Map((0, 0), (5000, 0))).Ended,
        Tar.Pax(("GNU.sparse.size", "5000"), ("GNU.sparse.numblocks", "2"), ("GNU.sparse.name", "sparse"), ("GNU.sparse.map", "0,100,4000,100")).File("GNUSparseFile.0/sparse", new byte[200]).Ended,
        Tar.Pax(("GNU.sparse.size", "500"), ("GNU.sparse.numblocks", "2"), ("GNU.sparse.offset", "0"), ("GNU.sparse.numbytes", "100"), ("GNU.sparse.offset", "400"), ("GNU.sparse.numbytes", "100")).File("sparse", new byte[200]).Ended,
        Tar.Add(new TarEntry("file") { Size = TarNumber.Base256(_text.Length), ModifiedAt = TarNumber.Base256(-5), Uid = TarNumber.Base256(3_000_000, 8), Magic = TarEntry.Gnu, Data = _text }).Ended,
    ];
}
