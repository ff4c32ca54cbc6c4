/**
 * A session bus that listens there (`unix:path=…`, `unix:dir=…`) and lets everybody of this login say everything. Nothing is activated
 * on it: no prompter, so a locked collection has nobody to ask.
 */
export const busConfiguration = (
  listen: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${listen}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
