// title: Tidy the fields of an instrument's CSV line
// check: result.Length == 4
// check: result[0] == "probe-7"
// check: result.All(f => f == f.Trim())
//--- broken
string line = "  PROBE-7 ; 20.5 ;; OK  #checked";

string[] Fields(string raw)
{
    int comment = raw.IndexOff('#');
    if (comment >= 0) raw = raw.SubString(0, comment);
    return raw
        .Split(';')
        .Select(f => f.Trim().ToLowerCase())
        .ToArray();
}

var result = Fields(line);
//--- fixed
string line = "  PROBE-7 ; 20.5 ;; OK  #checked";

string[] Fields(string raw)
{
    int comment = raw.IndexOf('#');
    if (comment >= 0) raw = raw.Substring(0, comment);
    return raw
        .Split(';')
        .Select(f => f.Trim().ToLower())
        .ToArray();
}

var result = Fields(line);
